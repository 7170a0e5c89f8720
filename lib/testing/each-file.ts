import { deriveKeys, setKeys } from "@/lib/keys/keys";

// Keys that are nobody's: every test file works with the same ones.
setKeys(deriveKeys(Buffer.alloc(32, 7)));
