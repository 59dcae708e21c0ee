package io.pixelated.streams.bench.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where bytes of an export are flipped: in every member of every kind of entry, and anywhere. */
final class Positions {
  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":(\"[^\"]*\"|\\d+|\\{|\\[)");
  private static final Pattern KIND = Pattern.compile("\"kind\":\"(\\w+)\"");

  /** An entry somewhere in the file, picked at random among those of its kind. */
  private record Sample(long offset, String line, long seen) {}

  private Positions() {}

  /**
   * A byte of the name and one of the value of each member, and the line feed, of an entry of each
   * kind; then bytes at random.
   *
   * @return positions in the file by what is there
   */
  static Map<Long, String> of(Path file, int anywhere, Random random) throws IOException {
    Map<Long, String> positions = new TreeMap<>();
    samples(file, random)
        .forEach(
            (kind, sample) -> {
              Matcher members = MEMBER.matcher(sample.line());
              while (members.find()) {
                String what = kind + '.' + members.group(1);
                if (!positions.containsValue(what)) { // heads has the same of every chain
                  positions.put(sample.offset() + within(members, 1, random), what + ", its name");
                  positions.put(sample.offset() + within(members, 2, random), what);
                }
              }
              positions.put(sample.offset() + sample.line().length(), kind + ", its line feed");
            });
    long size = Files.size(file);
    List<Long> others = new ArrayList<>();
    for (int i = 0; i < anywhere; i++) {
      others.add(Math.floorMod(random.nextLong(), size - 1)); // the last line feed says nothing
    }
    others.forEach(at -> positions.putIfAbsent(at, "anywhere"));
    positions.remove(size - 1);
    return positions;
  }

  private static int within(Matcher members, int group, Random random) {
    return members.start(group) + random.nextInt(members.end(group) - members.start(group));
  }

  private static Map<String, Sample> samples(Path file, Random random) throws IOException {
    Map<String, Sample> samples = new TreeMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      long offset = 0;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int read = in.read(); read >= 0; read = in.read()) {
        if (read != '\n') {
          bytes.write(read);
          continue;
        }
        String line = bytes.toString(StandardCharsets.ISO_8859_1);
        Matcher kind = KIND.matcher(line);
        if (kind.find()) {
          Sample before = samples.get(kind.group(1));
          long seen = before == null ? 1 : before.seen() + 1;
          // Each of them is as likely to be the one that stays.
          boolean taken = before == null || random.nextDouble() < 1.0 / seen;
          samples.put(
              kind.group(1),
              taken
                  ? new Sample(offset, line, seen)
                  : new Sample(before.offset(), before.line(), seen));
        }
        offset += bytes.size() + 1L;
        bytes.reset();
      }
    }
    return samples;
  }
}
