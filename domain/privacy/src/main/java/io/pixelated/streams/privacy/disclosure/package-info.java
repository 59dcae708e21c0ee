/** What is shown of a subject's records, and to whom: need to know, by role. */
package io.pixelated.streams.privacy.disclosure;
