package io.pixelated.streams.correlation.rulebook;

import static io.pixelated.streams.correlation.rulebook.Books.correlation;
import static io.pixelated.streams.correlation.rulebook.Books.correlationOf;
import static io.pixelated.streams.correlation.rulebook.Books.detection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final String COUNT = "type: event_count, rules: %s, condition: {gte: 2}";

  @Test
  void stacksCorrelationsOnCorrelationsAndSequences() {
    String sequence =
        """
        title: Then
        id: id-then
        name: then
        sequence: {within: 5m, steps: [{rule: a}, {rule: many}]}
        """;
    Rulebook book =
        Books.of(
            count("top", "[then, a]"),
            sequence,
            count("many", "b"),
            detection("a"),
            detection("b"));

    assertThat(correlationOf(book, "many").depth()).isEqualTo(1);
    assertThat(correlationOf(book, "then").depth()).isEqualTo(2);
    assertThat(correlationOf(book, "top").depth()).isEqualTo(3);
    assertThat(book.takersOf("id-many")).containsExactly(correlationOf(book, "then"));
    assertThat(book.takersOf("id-a")).hasSize(2);
  }

  @Test
  void rejectsACircleWithThePath() {
    RulebookChange change =
        Books.apply(
            Rulebook.empty(),
            detection("a"),
            count("one", "[a, three]"),
            count("two", "one"),
            count("three", "id-two"));

    assertThat(change.rulebook().correlations()).isEmpty();
    assertThat(change.rulebook().status("id-two").orElseThrow().reason())
        .isEqualTo("it refers to itself: id-two -> id-one -> id-three -> id-two; break the circle");
    assertThat(Books.reason(count("self", "self")))
        .isEqualTo("it refers to itself: id-self -> id-self; break the circle");
  }

  @Test
  void keepsTheVersionBeforeTheOneThatClosesACircle() {
    Rulebook book = Books.of(detection("a"), count("one", "a"), count("two", "one"));
    RulebookChange change = Books.apply(book, count("one", "[a, two]"));

    assertThat(change.statuses())
        .extracting(RuleStatus::key, RuleStatus::state)
        .containsExactly(tuple("id-one", State.REJECTED));
    assertThat(change.rulebook().correlation("id-two")).isEqualTo(book.correlation("id-two"));
    assertThat(change.rulebook().correlations()).hasSize(2);
  }

  @Test
  void rejectsAChainThatIsTooDeepWithThePath() {
    String[] texts = {
      detection("a"),
      count("b", "a"),
      count("c", "[a, b]"),
      count("d", "c"),
      count("e", "d"),
      count("f", "[a, e]")
    };
    assertThat(Books.reason(texts))
        .isEqualTo(
            "the chain id-f -> id-e -> id-d -> id-c -> id-b is 5 correlations deep, and 4 are"
                + " allowed; flatten it, or raise streams.correlation.depth");
    Rulebook deeper = Books.apply(Rulebook.empty(RulePipelines.NONE, 5), texts).rulebook();
    assertThat(correlationOf(deeper, "f").depth()).isEqualTo(5);
  }

  @Test
  void carriesWhatIsNeededFurtherUpAndNothingElse() {
    String bottom = count("bottom", "[a, b]").replace("5m,", "5m, group-by: [host],");
    String middle =
        count("middle", "bottom")
            .replace("5m,", "5m, group-by: [who, host], aliases: {who: {bottom: user}},");
    String top =
        correlation(
            "top",
            "type: value_sum, rules: [middle], group-by: [who], aliases: {size: {middle: bytes}},"
                + " condition: {field: size, gt: 10}");
    Rulebook book = Books.of(detection("a"), detection("b"), bottom, middle, top);

    assertThat(correlationOf(book, "bottom").carried()).containsExactly("bytes", "user");
    assertThat(correlationOf(book, "middle").carried()).containsExactly("bytes");
    assertThat(correlationOf(book, "top").carried()).isEmpty();
    assertThat(correlationOf(Books.of(detection("a"), detection("b"), bottom), "bottom").carried())
        .isEmpty();
  }

  @Test
  void raisesNoIncidentByItselfWhereOthersReferToItUnlessItSaysSo() {
    Rulebook book = Books.of(detection("a"), count("one", "a"), count("two", "one"));
    assertThat(book.standalone("id-a")).isFalse();
    assertThat(correlationOf(book, "one").standalone()).isFalse();
    assertThat(correlationOf(book, "two").standalone()).isTrue();

    String generating = count("one", "a").replace("5m,", "5m, generate: true,");
    Rulebook own = Books.of(detection("a"), generating, count("two", "one"));
    assertThat(own.standalone("id-a")).isTrue();
    assertThat(correlationOf(own, "one").standalone()).isTrue();

    Rulebook detection = Books.of(detection("a") + "generate: true\n", count("one", "a"));
    assertThat(detection.standalone("id-a")).isTrue();
  }

  @Test
  void changesTheMeaningOfWhatLiesAboveOnly() {
    Rulebook book =
        Books.of(
            detection("a"),
            count("one", "a"),
            count("two", "one"),
            count("three", "two"),
            count("other", "a"));
    Rulebook after = Books.apply(book, count("two", "one").replace("gte: 2", "gte: 3")).rulebook();

    assertThat(after.correlation("id-one")).containsSame(correlationOf(book, "one"));
    assertThat(after.correlation("id-other")).containsSame(correlationOf(book, "other"));
    Correlation two = correlationOf(after, "two");
    assertThat(two.selection()).isEqualTo(correlationOf(book, "two").selection());
    assertThat(two.meaning()).isNotEqualTo(correlationOf(book, "two").meaning());
    assertThat(correlationOf(after, "three").selection())
        .isNotEqualTo(correlationOf(book, "three").selection());
    assertThat(after.takersOf("id-two")).containsExactly(correlationOf(after, "three"));
  }

  private static String count(String name, String rules) {
    return correlation(name, COUNT.formatted(rules));
  }
}
