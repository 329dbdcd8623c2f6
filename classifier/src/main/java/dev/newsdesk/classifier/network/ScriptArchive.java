package dev.newsdesk.classifier.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source into the archive that {@code torch.jit.load} reads: an uncompressed zip
 * with the source, a pickled module without weights, and a format version. ADR 18 has the details.
 */
final class ScriptArchive {

  /** The format that PyTorch 2.7 writes; later engines read it and adapt older operators. */
  private static final String VERSION = "10\n";

  // Pickle, protocol 2: an object of class __torch__.NAME whose state is {"training": False}.
  private static final String MODULE =
      "\u0080\u0002c__torch__\n%s\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb.";

  // Pickle, protocol 2: an empty tuple.
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private ScriptArchive() {}

  /**
   * Packs the resource {@code NAME.py} of this package.
   *
   * @param name of the resource and of the class that it declares
   */
  static byte[] pack(String name) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (InputStream source = ScriptArchive.class.getResourceAsStream(name + ".py");
        ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.setMethod(ZipOutputStream.STORED);
      byte[] code = Objects.requireNonNull(source, name).readAllBytes();
      put(zip, name + "/data.pkl", latin1(MODULE.formatted(name)));
      put(zip, name + "/code/__torch__.py", code);
      put(zip, name + "/constants.pkl", latin1(NO_CONSTANTS));
      put(zip, name + "/version", latin1(VERSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive.toByteArray();
  }

  private static byte[] latin1(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(path);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
