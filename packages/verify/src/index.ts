export type { Answer, Asked, Caller, Unavailable } from "./answer.js";
export type { AnyRequest } from "./presented.js";
export { createVerifier, type Verifier, type VerifierOptions } from "./verifier.js";
