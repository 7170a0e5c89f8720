/** Bounds that the console and the server share. */
export const GATEWAY_NAME_MAX = 100;
/** Living gateways of one account. */
export const GATEWAYS_MAX = 200;
