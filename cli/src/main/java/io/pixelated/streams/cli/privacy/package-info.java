/** The commands about what data subjects ask for. */
package io.pixelated.streams.cli.privacy;
