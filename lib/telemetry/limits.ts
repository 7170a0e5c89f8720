const KIB = 1024;
const MIB = 1024 * KIB;

/** Bytes of one request as it is sent, packed or not: as much as OTLP over gRPC takes by habit. */
export const SENT_MOST = 4 * MIB;
/** Bytes of one request unpacked. JSON is parsed in one go, during which nobody else is answered, so it may have less. */
export const UNPACKED_MOST = { protobuf: 16 * MIB, json: 4 * MIB } as const;

/** Bytes of all requests that are read, wait or are being forwarded; one token's may be a quarter of them. */
export const HELD_MOST = 64 * MIB;
export const HELD_BY_ONE = HELD_MOST / 4;
/** What a request costs besides, most of it while it is unpacked: the room for bytes is one for requests, too. */
export const HELD_AT_LEAST = 256 * KIB;

/** Requests that the collector has before it at once; others wait for their turn. */
export const FORWARDED_AT_ONCE = 16;
// Together shorter than the ten seconds for which exporters wait: they have to hear that they may try again.
export const TURN_WITHIN_MS = 3_000;
export const ANSWER_WITHIN_MS = 5_000;
/** Of a collector's answer no more is read. */
export const ANSWER_MOST = 64 * KIB;
