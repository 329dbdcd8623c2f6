package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaDocumentationTest {
  @Test
  void everyRecordAndEveryFieldIsDocumented() {
    var records = SchemaFiles.recordsIn(SchemaFiles.CURRENT).values();
    assertThat(records).hasSizeGreaterThanOrEqualTo(8);
    assertThat(records).allSatisfy(schema -> assertThat(undocumented(schema)).isEmpty());
  }

  @Test
  void whatIsNotDocumentedIsFound() {
    var sample = SchemaBuilder.record("Sample").fields().requiredString("id").endRecord();
    assertThat(undocumented(sample)).containsExactly("Sample", "Sample.id");
  }

  private static List<String> undocumented(Schema schema) {
    var names = new ArrayList<String>();
    if (schema.getDoc() == null || schema.getDoc().isBlank()) {
      names.add(schema.getFullName());
    }
    for (Schema.Field field : schema.getFields()) {
      if (field.doc() == null || field.doc().isBlank()) {
        names.add(schema.getFullName() + "." + field.name());
      }
    }
    return names;
  }
}
