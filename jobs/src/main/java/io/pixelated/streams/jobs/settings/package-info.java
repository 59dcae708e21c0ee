/** How jobs read their configuration: typed options, checked all at once. */
package io.pixelated.streams.jobs.settings;
