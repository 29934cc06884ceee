package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class SafetensorsTest {
    /** Written by {@code serialize} of the Python package safetensors 0.8.0. */
    private static final String WRITTEN_BY_PYTHON =
            "GAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJ3aG8iOiLDqSIsImZvcm1hdCI6InB0In0sImIiO"
                    + "nsiZHR5cGUiOiJGNjQiLCJzaGFwZSI6W10sImRhdGFfb2Zmc2V0cyI6WzAsOF19LCJlbXB0eSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpb"
                    + "MCw0XSwiZGF0YV9vZmZzZXRzIjpbOCw4XX0sIm1lbW9yeS5BIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDNdLCJkYXRhX29mZnNldHM"
                    + "iOls4LDMyXX0sIsOtbmRpY2UiOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzNdLCJkYXRhX29mZnNldHMiOlszMiw0NF19fSAgGC1EVPshCU"
                    + "AAAIA/AAAgwAAAAAAAAACAAACAfwEAAAD/////AAAAAP///38=";

    private static final HostTensor MATRIX =
            HostTensor.of(Shape.of(2, 3), 1f, -2.5f, 0f, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE);
    private static final HostTensor SCALAR = HostTensor.of(Shape.SCALAR, Math.PI);
    private static final HostTensor INDICES = HostTensor.of(Shape.of(3), -1, 0, Integer.MAX_VALUE);
    private static final HostTensor EMPTY = HostTensor.zeros(DType.F32, Shape.of(0, 4));

    @TempDir
    Path directory;

    @Test
    void a_file_of_the_python_library_is_read() throws IOException {
        Safetensors.Contents contents =
                Safetensors.read(file(Base64.getDecoder().decode(WRITTEN_BY_PYTHON)));

        assertThat(contents.tensors())
                .containsExactly(
                        Map.entry("b", SCALAR),
                        Map.entry("empty", EMPTY),
                        Map.entry("memory.A", MATRIX),
                        Map.entry("índice", INDICES));
        assertThat(contents.metadata()).containsExactly(Map.entry("who", "é"), Map.entry("format", "pt"));
    }

    @Test
    void what_is_written_is_byte_for_byte_what_the_python_library_writes() throws IOException {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put("b", SCALAR);
        tensors.put("empty", EMPTY);
        tensors.put("memory.A", MATRIX);
        tensors.put("índice", INDICES);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("who", "é");
        metadata.put("format", "pt");

        Path file = directory.resolve("w.safetensors");
        Safetensors.write(file, tensors, metadata);

        assertThat(Files.readAllBytes(file)).isEqualTo(Base64.getDecoder().decode(WRITTEN_BY_PYTHON));
    }

    @Test
    void tensors_longer_than_a_chunk_come_back_bit_for_bit() throws IOException {
        int n = 40_001;
        float[] floats = new float[n];
        double[] doubles = new double[n];
        int[] ints = new int[n];
        for (int i = 0; i < n; i++) {
            floats[i] = Float.intBitsToFloat(i * 0x9E3779B1);
            doubles[i] = Double.longBitsToDouble(i * 0x9E3779B97F4A7C15L);
            ints[i] = i * 0x85EBCA6B;
        }
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put("f", HostTensor.of(Shape.of(n), floats));
        tensors.put("d", HostTensor.of(Shape.of(n, 1), doubles));
        tensors.put("i", HostTensor.of(Shape.of(1, n), ints));

        Safetensors.Contents back = Safetensors.read(file(bytes(tensors)));

        assertThat(back.tensors()).containsExactlyEntriesOf(tensors);
        float[] read = back.tensors().getOrDefault("f", EMPTY).floats();
        assertThat(IntStream.range(0, n).allMatch(i -> Float.floatToRawIntBits(read[i]) == i * 0x9E3779B1))
                .as("the payload of a NaN survives too")
                .isTrue();
    }

    @Test
    void no_tensors_at_all_are_a_file_too() throws IOException {
        assertThat(Safetensors.read(file(bytes(Map.of()))).tensors()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|fine",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|5|byte 66: the tensors end at data offset 4, but 5 bytes follow",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|3|data_offsets [0, 4]; expected [begin, end] with begin ≤ end ≤ 3",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|byte 62: tensor \"a\" begins at data offset 4, but the tensor before it ends at 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|no overlap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|4|hold 4 bytes; F32[2] needs 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,0]}}|4|data_offsets [4, 0]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4]}}|4|data_offsets [4]",
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}|4|byte 22: tensor \"a\": dtype \"BF16\" cannot be read; expected F32, F64 or I32",
                "{\"a\":{\"dtype\":32,\"shape\":[1],\"data_offsets\":[0,4]}}|4|dtype to be a string",
                "{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}|4|expected all of dtype, shape and data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}|4|unknown key \"x\"",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{}}|4|Duplicate",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|Duplicate",
                "{\"a\\u0000\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|without NUL",
                "{\"a\\ud800\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|unpaired surrogates",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}|4|more than 2147483647 elements",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}|4|more than 2147483647 elements",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}|4|integers of 0 or more",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|4|integers of 0 or more",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}|4|integers of 0 or more",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}|4|shape to be an array",
                "{\"a\":7}|4|tensor \"a\" to be a JSON object",
                "{\"__metadata__\":{\"k\":1}}|0|\"k\" to be a string",
                "{\"__metadata__\":[]}|0|__metadata__ to be a JSON object",
                "{} {}|0|nothing but spaces",
                "{\"a\":|0|malformed JSON",
                " {}|0|byte 8: expected the JSON header to begin with '{'",
                "[]|0|begin with '{'",
            })
    void each_fault_of_a_header_is_named(String header, int dataBytes, String expected) throws IOException {
        Path file = file(assemble(header.getBytes(StandardCharsets.UTF_8), dataBytes));

        if (expected.equals("fine")) {
            assertThat(Safetensors.read(file).tensors()).containsOnlyKeys("a");
        } else {
            assertThatThrownBy(() -> Safetensors.read(file))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(expected)
                    .hasMessageMatching("(?s)" + java.util.regex.Pattern.quote(file.toString()) + ": byte \\d+: .*");
        }
    }

    @Test
    void a_header_longer_than_the_file_or_than_100_MB_is_refused_before_it_is_allocated() throws IOException {
        for (long length : new long[] {3, 100_000_001, Long.MAX_VALUE, -1}) {
            byte[] bytes = ByteBuffer.allocate(10)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            assertThatThrownBy(() -> Safetensors.read(file(bytes)))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("the header's length is " + Long.toUnsignedString(length))
                    .hasMessageContaining("expected at most 2 ");
        }
    }

    @Test
    void a_header_that_is_not_UTF_8_is_refused_with_the_byte() throws IOException {
        byte[] header = "{\"é\":{}}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Safetensors.read(file(assemble(header, 0))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("byte 10: expected UTF-8");
    }

    @Test
    void nested_brackets_without_end_are_a_format_error_and_no_stack_overflow() throws IOException {
        byte[] header = ("{\"a\":{\"shape\":" + "[".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Safetensors.read(file(assemble(header, 0)))).isInstanceOf(FormatException.class);
    }

    @Test
    void names_that_could_not_be_read_back_are_not_written() {
        for (String name : new String[] {"a\0", "\ud800", "__metadata__"}) {
            assertThatThrownBy(() -> bytes(Map.of(name, SCALAR))).isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> Safetensors.write(new ByteArrayOutputStream(), Map.of(), Map.of("k", "\udc00")))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void a_file_that_cannot_be_opened_is_a_storage_error() {
        assertThatThrownBy(() -> Safetensors.read(directory.resolve("none"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> Safetensors.write(directory.resolve("none/x"), Map.of(), Map.of()))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void every_prefix_of_a_file_is_refused() throws IOException {
        byte[] whole = Base64.getDecoder().decode(WRITTEN_BY_PYTHON);
        for (int length = 0; length < whole.length; length++) {
            Path file = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.read(file))
                    .as("the first %d bytes", length)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(": byte ");
        }
    }

    @Test
    void every_flipped_bit_is_refused_or_gives_well_formed_tensors() throws IOException {
        byte[] bytes = Base64.getDecoder().decode(WRITTEN_BY_PYTHON);
        int refused = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                Safetensors.Contents contents = Safetensors.read(file(bytes));
                // What is taken can be written and read again.
                assertThat(Safetensors.read(file(bytes(contents.tensors()))).tensors())
                        .isEqualTo(contents.tensors());
            } catch (FormatException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("bit " + bit, e);
            }
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(refused).isGreaterThan(1000); // most of the 2,240 bits of the header
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("x.safetensors"), bytes);
    }

    private static byte[] bytes(Map<String, HostTensor> tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, tensors, Map.of());
        return out.toByteArray();
    }

    private static byte[] assemble(byte[] header, int dataBytes) {
        return ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
