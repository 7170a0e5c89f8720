/**
 * Copies a text, also where there is no secure context and with it no clipboard interface. Answers "selected"
 * when copying is not possible: the text is then selected in `field`, for the person to copy. It never lies.
 */
export async function copyText(
  text: string,
  field?: HTMLTextAreaElement | HTMLInputElement | null,
): Promise<"copied" | "selected"> {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return "copied";
    } catch {
      // The permission was denied: the older way may still work.
    }
  }
  const element = field ?? offscreen(text);
  element.focus();
  element.select();
  const copied = document.execCommand("copy");
  if (!field) element.remove();
  return copied ? "copied" : "selected";
}

function offscreen(text: string): HTMLTextAreaElement {
  const element = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  element.style.position = "fixed";
  element.style.opacity = "0";
  (document.querySelector("dialog[open]") ?? document.body).append(element);
  return element;
}
