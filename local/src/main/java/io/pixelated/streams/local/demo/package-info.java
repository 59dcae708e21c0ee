/** The demonstration: the whole product on one machine, fed and held against what was played. */
package io.pixelated.streams.local.demo;
