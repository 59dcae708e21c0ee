package io.pixelated.streams.cli.audit;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.residency.Regions;
import io.pixelated.streams.residency.audit.PublicKeyText;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option by which a command is given the public keys to trust. */
public final class TrustedKeys {
  @Option(
      names = "--keys",
      required = true,
      paramLabel = "FILE",
      description =
          "Public keys to trust, a line REGION ID HEXADECIMAL each (see audit public-key); or the"
              + " word development.")
  private String file = "";

  /**
   * The public keys in the file; or those of the development keys, of every region.
   *
   * @throws UsageException if the file cannot be read or holds none
   */
  public PublicKeys read() {
    if (file.equals(KeyLocation.DEVELOPMENT)) {
      KeyProvider keys = KeyProvider.development();
      return new PublicKeys(
          Regions.shipped().all().stream()
              .flatMap(region -> published(keys, region.id()).stream())
              .toList());
    }
    try {
      PublicKeys read = PublicKeys.read(Files.readAllLines(Path.of(file)));
      if (read.isEmpty()) {
        throw new UsageException(file + " holds no public key; write REGION ID HEXADECIMAL");
      }
      return read;
    } catch (IOException e) {
      throw new UsageException("there is no readable file " + file + "; check the path");
    } catch (IllegalArgumentException e) {
      throw new UsageException(file + ", " + e.getMessage());
    }
  }

  /** The public keys of all that a region signs with, the current one first. */
  static List<PublicKeyText> published(KeyProvider keys, String region) {
    return keys.valid(region, KeyPurpose.SIGNING).stream()
        .map(key -> new SigningKey(region, key).published())
        .toList();
  }
}
