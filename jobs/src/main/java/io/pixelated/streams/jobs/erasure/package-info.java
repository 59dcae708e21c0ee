/** What stages of jobs share that forget a person on order; what they forget is their own. */
package io.pixelated.streams.jobs.erasure;
