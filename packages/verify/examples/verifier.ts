import { createVerifier } from "@latchkey/verify";

const { LATCHKEY_URL = "", LATCHKEY_GATEWAY = "" } = process.env;
export const { verify, close } = createVerifier({ url: LATCHKEY_URL, credential: LATCHKEY_GATEWAY });
