package io.pixelated.streams.correlation.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.pixelated.streams.correlation.Corpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The events of the open corpora as JSON. */
final class Recordings {
  private static final JsonFactory JSON = new JsonFactory();

  private Recordings() {}

  /** The recordings by their names. */
  static Map<String, Path> files() throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    try (Stream<Path> list = Files.list(Corpus.folder("otrf-open"))) {
      list.filter(file -> file.toString().endsWith(".ndjson.gz"))
          .sorted()
          .forEach(file -> files.put(file.getFileName().toString(), file));
    }
    return files;
  }

  /** The lines of a recording whose number leaves no rest when divided by {@code every}. */
  static List<String> lines(Path recording, int every) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(recording)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (number++ % every == 0 && !line.isBlank()) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /** The events of the regression cases. */
  static List<String> regressionEvents() throws IOException {
    List<String> events = new ArrayList<>();
    for (String line :
        Files.readAllLines(Corpus.folder("regression-open").resolve("cases.jsonl"))) {
      try (JsonParser parser = JSON.createParser(line)) {
        parser.nextToken();
        while (parser.nextFieldName() != null) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.equals("event")) {
            events.add(copy(parser));
          } else {
            parser.skipChildren();
          }
        }
      }
    }
    return events;
  }

  private static String copy(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
