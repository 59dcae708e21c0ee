package io.pixelated.streams.local.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes login names that are unique within a simulation. */
final class Names {
  private static final List<String> GIVEN =
      List.of(
          "ada", "aiko", "alma", "amir", "ana", "anton", "arun", "bea", "boris", "carla", "chen",
          "clara", "dario", "devi", "dina", "edgar", "elif", "emre", "esther", "fatou", "felix",
          "gita", "greta", "hana", "hugo", "ida", "igor", "ines", "ivo", "jana", "joel", "jun",
          "kai", "kofi", "lars", "lea", "leon", "lina", "luz", "malik", "mara", "mei", "mila",
          "nadia", "nils", "nora", "olga", "omar", "otto", "paula", "pia", "rafi", "rosa", "ruth",
          "sami", "sora", "tara", "theo", "uma", "vera", "viktor", "wanda", "yara", "yuki", "zoe");
  private static final List<String> FAMILY =
      List.of(
          "abel", "adler", "amadi", "arai", "auer", "bakker", "barros", "becker", "bloom", "brandt",
          "castro", "chua", "cole", "costa", "dahl", "diaz", "dreyer", "egger", "endo", "falk",
          "farah", "fisher", "fuchs", "garza", "goh", "grant", "haas", "hale", "hart", "hoffer",
          "ibarra", "iyer", "jansen", "juarez", "kato", "keller", "khan", "kim", "koch", "kruger",
          "lang", "larsen", "lee", "lim", "lind", "lopez", "maas", "mehta", "meyer", "mori", "nair",
          "nowak", "okoro", "ong", "park", "pinto", "quist", "rao", "reyes", "roth", "sato",
          "seidel", "silva", "stone", "tan", "torres", "ueda", "unger", "vogel", "walker", "weiss",
          "wolf", "wong", "yamada", "ziegler");

  private final Set<String> taken = new HashSet<>();

  String staff(Dice dice) {
    return unique(dice.pick(GIVEN) + "." + dice.pick(FAMILY), dice);
  }

  String patient(String directory, Dice dice) {
    return unique(directory + "." + dice.pick(GIVEN) + "." + dice.pick(FAMILY), dice);
  }

  /** A name that looks like a patient's and belongs to nobody, as in a leaked credential list. */
  String stranger(String directory, Dice dice) {
    return patient(directory, dice);
  }

  private String unique(String name, Dice dice) {
    String candidate = name;
    while (!taken.add(candidate)) {
      candidate = name + dice.between(2, 9999);
    }
    return candidate;
  }
}
