package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A selection while pipelines work on it: its items remember which of them were applied. */
sealed interface Part {

  /** Several parts, of which all or one must hold. */
  record Group(boolean all, List<Part> parts) implements Part {
    public Group {
      parts = List.copyOf(parts);
    }

    /** What a dropped item leaves behind: nothing, neither true nor false. */
    static Group empty() {
      return new Group(false, List.of());
    }
  }

  /** One item, and the ids of the processing items that changed it. */
  record Item(DetectionItem item, Set<String> applied) implements Part {
    public Item {
      Objects.requireNonNull(item);
      applied = Set.copyOf(applied);
    }

    /** Another item in its place, with the same past. */
    Item with(DetectionItem changed) {
      return new Item(changed, applied);
    }
  }

  static Part of(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return new Group(true, all.parts().stream().map(Part::of).toList());
    }
    if (selection instanceof Selection.AnyOf any) {
      return new Group(false, any.parts().stream().map(Part::of).toList());
    }
    return new Item((DetectionItem) selection, Set.of());
  }

  /** With every item replaced by what {@code change} makes of it. */
  default Part map(UnaryOperator<Part> change) {
    if (!(this instanceof Group group)) {
      return change.apply(this);
    }
    List<Part> parts = new ArrayList<>(group.parts.size());
    boolean changed = false;
    for (Part part : group.parts) {
      Part mapped = part.map(change);
      changed |= mapped != part;
      parts.add(mapped);
    }
    return changed ? new Group(group.all, parts) : this;
  }

  default void forEach(Consumer<Item> action) {
    map(
        part -> {
          action.accept((Item) part);
          return part;
        });
  }

  /** With {@code id} noted at every item. */
  default Part markedWith(String id) {
    return map(
        part -> {
          Item item = (Item) part;
          Set<String> applied = new HashSet<>(item.applied);
          applied.add(id);
          return new Item(item.item, applied);
        });
  }

  /** The selection this has become; empty if everything in it was dropped. */
  default Optional<Selection> finish() {
    if (this instanceof Item item) {
      return Optional.of(item.item);
    }
    Group group = (Group) this;
    List<Selection> parts = group.parts.stream().flatMap(part -> part.finish().stream()).toList();
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    return Optional.of(group.all ? new Selection.AllOf(parts) : new Selection.AnyOf(parts));
  }
}
