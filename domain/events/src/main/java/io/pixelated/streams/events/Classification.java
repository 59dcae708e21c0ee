package io.pixelated.streams.events;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What data a record holds and whose law applies to it; sorted and without repeats.
 *
 * @param dataClasses never empty; {@link DataClass#UNKNOWN} says that it could not be told
 * @param jurisdictions codes as the residency policies use them ({@code EU}, {@code US}, {@code
 *     US-CA}); {@link #UNKNOWN_JURISDICTION} says that it could not be told; empty only where no
 *     data subject is involved
 */
public record Classification(List<DataClass> dataClasses, List<String> jurisdictions) {
  /** The jurisdiction of a data subject whose home is not known. */
  public static final String UNKNOWN_JURISDICTION = "UNKNOWN";

  /** Nothing is known of the record. */
  public static final Classification UNKNOWN =
      new Classification(List.of(DataClass.UNKNOWN), List.of(UNKNOWN_JURISDICTION));

  public Classification {
    if (dataClasses.isEmpty()) {
      throw new IllegalArgumentException("dataClasses is empty: use UNKNOWN");
    }
    // One or none is the usual, and these are made anew wherever a record is read from bytes.
    dataClasses = List.copyOf(dataClasses.size() == 1 ? dataClasses : EnumSet.copyOf(dataClasses));
    jurisdictions =
        List.copyOf(jurisdictions.size() <= 1 ? jurisdictions : new TreeSet<>(jurisdictions));
  }

  public static Classification of(Collection<DataClass> classes, Collection<String> jurisdictions) {
    return new Classification(List.copyOf(classes), List.copyOf(jurisdictions));
  }

  /** Both together: the union of classes and of jurisdictions, as of a record that holds both. */
  public Classification with(Classification other) {
    if (equals(other)) {
      return this;
    }
    Set<DataClass> classes = EnumSet.copyOf(dataClasses);
    classes.addAll(other.dataClasses);
    Set<String> places = new TreeSet<>(jurisdictions);
    places.addAll(other.jurisdictions);
    return of(classes, places);
  }
}
