/** What commands are given: rules, events, pipelines, and where the product is installed. */
package io.pixelated.streams.cli.input;
