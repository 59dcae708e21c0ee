package io.pixelated.streams.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is inside the jar that goes to a cluster. */
class DeployableJarITCase {
  private static List<String> entries;

  @BeforeAll
  static void open() throws IOException {
    Path jar;
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      jar =
          built
              .filter(file -> file.getFileName().toString().endsWith("-deploy.jar"))
              .findFirst()
              .orElseThrow();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      entries = file.stream().map(JarEntry::getName).toList();
    }
  }

  @Test
  void holdsNoClassesThatTheClusterBrings() {
    assertThat(entries)
        .filteredOn(name -> name.startsWith("org/apache/flink/"))
        .allMatch(
            name ->
                name.startsWith("org/apache/flink/connector/kafka/")
                    || name.startsWith("org/apache/flink/connector/jdbc/")
                    || name.startsWith("org/apache/flink/streaming/connectors/kafka/")
                    || name.startsWith("org/apache/flink/streaming/util/serialization/JSONKey")
                    || name.endsWith("/"));
    assertThat(entries)
        .noneMatch(
            name ->
                name.startsWith("org/rocksdb/")
                    || name.startsWith("org/slf4j/")
                    || name.startsWith("org/apache/logging/")
                    || name.startsWith("scala/"));
  }

  @Test
  void holdsTheJobAndWhatItNeeds() {
    assertThat(entries)
        .contains(
            "io/pixelated/streams/jobs/regional/compliance/ComplianceJob.class",
            "io/pixelated/streams/jobs/regional/threatcorrelation/ThreatCorrelationJob.class",
            "io/pixelated/streams/privacy/PrivacyRequestJson.class",
            "io/pixelated/streams/sigma/load/RuleLoader.class",
            "org/apache/kafka/clients/producer/KafkaProducer.class",
            "org/postgresql/Driver.class",
            "rules/README.md",
            "META-INF/LICENSE");
  }

  @Test
  void holdsEveryEntryOnce() {
    assertThat(entries).doesNotHaveDuplicates();
  }
}
