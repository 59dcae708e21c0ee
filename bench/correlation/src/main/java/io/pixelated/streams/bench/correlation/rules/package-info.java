/** 1,000 rules at once: how many matches a second, how much state, how soon an alert. */
package io.pixelated.streams.bench.correlation.rules;
