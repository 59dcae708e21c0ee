/** The 72 hours in which a personal data breach is notified: GDPR Art. 33. */
package io.pixelated.streams.privacy.breach;
