/** Whether the keyboard in front of the viewer is Apple's, whose commands go with ⌘. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
