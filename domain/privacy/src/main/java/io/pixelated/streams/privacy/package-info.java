/**
 * What data subjects may ask for: their requests, what is to be done about them, and the proof that
 * it was done. In plain Java; who keeps records where is for others to know.
 */
package io.pixelated.streams.privacy;
