type Answer = (proven: boolean) => void;

let asked: ((answer: Answer) => void) | null = null;

/** Asks whoever is at the screen to confirm that it is them, over the page as it stands; resolves to whether they did. */
export function confirmSelf(): Promise<boolean> {
  return new Promise((resolve) => (asked ? asked(resolve) : resolve(false))); // nobody here who would ask
}

/** Hands every such question to `ask`, until the returned function is called. */
export function answerProofs(ask: (answer: Answer) => void): () => void {
  asked = ask;
  return () => {
    asked = null;
  };
}
