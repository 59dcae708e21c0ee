package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.predicate.CaseFolding;
import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link FieldScanner} against looking for each literal by itself. */
class LiteralSearchTest {

  private static final List<String> PIECES =
      List.of("a", "b", "ab", "\\", "é", "É", "K", "k", "\u212a", "ı", "😀", "cmd", ".exe", "1");

  private static final List<Position> POSITIONS =
      List.of(Position.WHOLE, Position.START, Position.END, Position.ANYWHERE);

  private final Random random = new Random(11);

  @Test
  void findsEveryLiteralWhereverItLies() {
    for (int round = 0; round < 400; round++) {
      Map<Anchor, Integer> anchors = new LinkedHashMap<>();
      OutputTable.Builder outputs = new OutputTable.Builder();
      int shortest = 1 + random.nextInt(4);
      for (int i = 0; i < 1 + random.nextInt(40); i++) {
        Position position = POSITIONS.get(random.nextInt(POSITIONS.size()));
        String literal = CaseFolding.fold(text(shortest + random.nextInt(8)));
        Anchor anchor = new Anchor(0, position, literal);
        if (!anchors.containsKey(anchor)
            && (position != Position.ANYWHERE || literal.length() > 1)) {
          anchors.put(anchor, outputs.add(Set.of(OutputTable.requirement(i, 0))));
        }
      }
      FieldScanner.Builder builder =
          new FieldScanner.Builder(anchors.keySet(), outputs::union, new HashSet<>());
      anchors.forEach(builder::add);
      FieldScanner scanner = builder.build();
      OutputTable table = outputs.build();
      Hits hits = new Hits();
      byte[] wanted = new byte[64];
      Arrays.fill(wanted, (byte) 1);
      for (int i = 0; i < 20; i++) {
        String text = text(random.nextInt(20));
        String around = "ab" + text + "ba";
        hits.begin(table, 0, wanted, new int[0]);
        scanner.scan(around.toCharArray(), 2, 2 + text.length(), hits);
        Map<Integer, Boolean> found = new HashMap<>();
        for (int candidate = 0; candidate < hits.count(); candidate++) {
          found.put(hits.candidate(candidate), true);
        }
        anchors.forEach(
            (anchor, output) -> {
              if (isIn(anchor, CaseFolding.fold(text))) {
                int rule = OutputTable.ruleOf(table.facts()[output][0]);
                assertThat(found).as("%s in %s", anchor, text).containsKey(rule);
              }
            });
      }
    }
  }

  private static boolean isIn(Anchor anchor, String text) {
    return switch (anchor.position()) {
      case WHOLE, NUMBER -> text.equals(anchor.literal());
      case START -> text.startsWith(anchor.literal());
      case END -> text.endsWith(anchor.literal());
      case ANYWHERE -> text.contains(anchor.literal());
    };
  }

  private String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
