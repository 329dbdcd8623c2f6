package dev.newsdesk.trainer.experiment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting in which an experiment differs from its parent.
 *
 * @param setting name of the setting, as the record holds it
 * @param before the parent's value
 * @param after the experiment's value
 */
public record Change(String setting, String before, String after) {

  /** Returns all settings in which two experiments differ, names and parents aside. */
  public static List<Change> between(Experiment parent, Experiment child) {
    List<Change> changes = new ArrayList<>();
    compare(parent, child, changes);
    changes.removeIf(
        change -> change.setting().equals("name") || change.setting().equals("parent"));
    return List.copyOf(changes);
  }

  private static void compare(Record before, Record after, List<Change> changes) {
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      Object old = value(component, before);
      Object fresh = value(component, after);
      if (old instanceof Record oldPart && fresh instanceof Record freshPart) {
        compare(oldPart, freshPart, changes);
      } else if (!String.valueOf(old).equals(String.valueOf(fresh))) {
        changes.add(new Change(component.getName(), String.valueOf(old), String.valueOf(fresh)));
      }
    }
  }

  private static Object value(RecordComponent component, Record owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("A record's accessor only returns its component.", e);
    }
  }
}
