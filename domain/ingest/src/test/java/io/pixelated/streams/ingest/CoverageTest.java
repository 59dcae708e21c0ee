package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.pipeline.EventKnowledge;
import io.pixelated.streams.sigma.pipeline.ShippedPipelines;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every log source that SigmaHQ's rules name has a way to recognise its events. */
class CoverageTest {

  /** Applications that write in no format of their own: their events must say what they are. */
  private static final Set<String> DECLARED_ONLY = Set.of("sql", "velocity");

  private final Set<String> products = new HashSet<>();
  private final Set<String> categories = new HashSet<>();
  private final Set<String> services = new HashSet<>();

  @Test
  void knowsEveryLogSourceOfTheRulePack() {
    collect();
    Set<String> unknown = new TreeSet<>();
    for (DetectionRule rule :
        RuleLoader.standard().load(List.of(Corpora.require("sigma"))).detections()) {
      LogSource source = rule.logSource();
      source.product().filter(p -> !products.contains(p)).ifPresent(p -> unknown.add(p));
      source.category().filter(c -> !categories.contains(c)).ifPresent(c -> unknown.add(c));
      source.service().filter(s -> !services.contains(s)).ifPresent(s -> unknown.add(s));
    }
    unknown.removeAll(DECLARED_ONLY);
    assertThat(unknown).isEmpty();
  }

  private void collect() {
    EventKnowledge.of(ShippedPipelines.all().toList())
        .memberships()
        .forEach(
            each -> {
              each.source().product().ifPresent(products::add);
              each.source().category().ifPresent(categories::add);
              each.source().service().ifPresent(services::add);
            });
    // zeek and fortigate name their services themselves
    services.addAll(
        List.of("dce_rpc", "dns", "http", "kerberos", "rdp", "smb_files", "x509", "event"));
    for (DataTable format : DataTable.resource("formats.yaml").tables("formats")) {
      products.add(format.text("product", ""));
      for (DataTable also : format.tables("also")) {
        products.add(also.text("product", ""));
        categories.addAll(also.texts("categories"));
        services.addAll(also.texts("services"));
      }
    }
  }
}
