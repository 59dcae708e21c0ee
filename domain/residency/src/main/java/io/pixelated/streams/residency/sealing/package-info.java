/** Encryption of what stays behind: quarantined records and the bytes of dead letters. */
package io.pixelated.streams.residency.sealing;
