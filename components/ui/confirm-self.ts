/** Asked of the window when an act needs a late proof of who is there; `detail` takes whether there is one now. */
const PROOF_ASKED = "latchkey:proof-asked";

type Answer = (proven: boolean) => void;

/** Asks whoever is at the screen to confirm that it is them, over the page as it stands; resolves to whether they did. */
export function confirmSelf(): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = new CustomEvent<Answer>(PROOF_ASKED, { detail: resolve, cancelable: true });
    if (window.dispatchEvent(asked)) resolve(false); // nobody here who would ask
  });
}

/** Hands every such question to `ask`, until the returned function is called. */
export function answerProofs(ask: (answer: Answer) => void): () => void {
  const hear = (event: Event) => {
    event.preventDefault();
    ask((event as CustomEvent<Answer>).detail);
  };
  window.addEventListener(PROOF_ASKED, hear);
  return () => window.removeEventListener(PROOF_ASKED, hear);
}
