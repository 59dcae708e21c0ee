/** What Sigma at line rate must show, each question in a package of its own. */
package io.pixelated.streams.bench.sigma;
