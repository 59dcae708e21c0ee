/** What more rules cost. */
package io.pixelated.streams.bench.sigma.rulecount;
