/** A region on the local stack: its topics, its rules, its job. */
package io.pixelated.streams.local.region;
