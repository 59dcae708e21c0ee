package io.pixelated.streams.correlation.conformance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One case of the conformance suite; {@code cep-patterns/conformance/README.md} describes the
 * format. Times are epoch milliseconds.
 *
 * @param name unique sentence
 * @param file file and line, for messages
 * @param covers numbers of the sentences of the semantics that it is about
 * @param needs extensions that it needs, such as {@code sequences}
 * @param rules Sigma documents, run together with the suite's detection rules
 * @param bound out-of-orderness bound in milliseconds
 * @param events in order of arrival
 * @param until event time that passes after the last event; empty for none
 * @param anyOrder whether any order of arrival within the bound gives the same alerts
 * @param alerts final alerts, in any order
 * @param provisional what is said before alerts are final, in order; empty if it is not said
 * @param leftOut per rule and reason, how many events are left out; rules not named are not checked
 * @param standalone per rule, whether it raises something by itself
 * @param rejected names of rules that are rejected at load
 */
record ConformanceCase(
    String name,
    String file,
    List<String> covers,
    List<String> needs,
    String rules,
    long bound,
    List<Event> events,
    OptionalLong until,
    boolean anyOrder,
    List<Fired> alerts,
    Optional<List<String>> provisional,
    Map<String, Map<String, Long>> leftOut,
    Map<String, Boolean> standalone,
    List<String> rejected) {

  ConformanceCase {
    covers = List.copyOf(covers);
    needs = List.copyOf(needs);
    events = List.copyOf(events);
    alerts = List.copyOf(alerts);
    provisional = provisional.map(List::copyOf);
    leftOut = Map.copyOf(leftOut);
    standalone = Map.copyOf(standalone);
    rejected = List.copyOf(rejected);
  }

  /**
   * An event.
   *
   * @param id names it; the same id twice is the same event twice
   * @param members its JSON members without braces: all but time and id
   * @param fields dotted names and texts of its values
   */
  record Event(String id, long time, String members, Map<String, String> fields) {
    Event {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * A final alert.
   *
   * @param events ids of the events that it rests on, those of inner alerts included
   * @param suppressed how many firings its closing record tells; 0 for no such record
   * @param tied whether it holds only because events of one time count as being in order
   */
  record Fired(
      String rule,
      long time,
      Map<String, String> group,
      BigDecimal count,
      List<String> events,
      long suppressed,
      boolean tied) {
    Fired {
      group = Map.copyOf(group);
      events = List.copyOf(events);
    }
  }

  /** The latest event time that is reached. */
  long end() {
    long latest = events.stream().mapToLong(Event::time).max().orElse(Long.MIN_VALUE);
    return Math.max(latest, until.orElse(Long.MIN_VALUE));
  }

  /** The same events in another order of arrival. */
  ConformanceCase arriving(List<Event> order) {
    return new ConformanceCase(
        name,
        file,
        covers,
        needs,
        rules,
        bound,
        order,
        until,
        anyOrder,
        alerts,
        provisional,
        leftOut,
        standalone,
        rejected);
  }

  @Override
  public String toString() {
    return file + " " + name;
  }
}
