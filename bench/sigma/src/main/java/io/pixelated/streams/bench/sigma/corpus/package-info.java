/**
 * What is measured on: the open corpora beside the project, and rules and events made from them.
 */
package io.pixelated.streams.bench.sigma.corpus;
