/** Erasure across jobs: the order that stages get, what they report, and the proof of it all. */
package io.pixelated.streams.privacy.erasure;
