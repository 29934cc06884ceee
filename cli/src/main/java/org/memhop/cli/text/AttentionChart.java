package org.memhop.cli.text;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.memhop.cli.terminal.Figures;

/**
 * Draws how far back each hop looks, as the paper's third figure does: a row for each hop, a column for each word back, the
 * darker the more of the hop's attention it got. Above all hops on one scale, below each on its own.
 */
final class AttentionChart {
    /** Of a chart; its height follows from the hops. */
    static final int WIDTH = 1200;

    private static final int LEFT = 90;
    private static final int RIGHT = 150;
    private static final int TOP = 90;
    private static final int ROW = 32;
    private static final int BETWEEN = 110;
    private static final int BOTTOM = 70;
    private static final int TICKS = 10;
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color FAINT = new Color(0x77, 0x77, 0x77);
    private static final Color GRID = new Color(0xcc, 0xcc, 0xcc);
    private static final Color DARKEST = new Color(0x08, 0x1d, 0x58);

    private final double[][] byDistance;
    private final BufferedImage image;
    private final Graphics2D pen;
    private final Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 17);
    private final Font bold = new Font(Font.SANS_SERIF, Font.BOLD, 20);

    private AttentionChart(double[][] byDistance) {
        this.byDistance = byDistance;
        this.image = new BufferedImage(WIDTH, height(byDistance.length), BufferedImage.TYPE_INT_RGB);
        this.pen = image.createGraphics();
    }

    static int height(int hops) {
        return TOP + 2 * hops * ROW + BETWEEN + BOTTOM;
    }

    /**
     * The image.
     *
     * @param byDistance [K][M], the last word first
     */
    static BufferedImage draw(double[][] byDistance, String title) {
        AttentionChart chart = new AttentionChart(byDistance);
        try {
            chart.everything(title);
        } finally {
            chart.pen.dispose();
        }
        return chart.image;
    }

    /** The image as a PNG file. */
    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false); // no temporary file
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private void everything(String title) {
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        text(bold, INK, title, LEFT, 36);
        double most =
                Stream.of(byDistance).flatMapToDouble(DoubleStream::of).max().orElse(1);
        int hops = byDistance.length;
        text(plain, FAINT, "share of each hop's attention, all hops on one scale", LEFT, TOP - 14);
        double[] same = new double[hops];
        Arrays.fill(same, most);
        panel(TOP, same);
        legend(TOP, Figures.format("%.1f %%", 100 * most));
        int second = TOP + hops * ROW + BETWEEN;
        text(plain, FAINT, "each hop on a scale of its own", LEFT, second - 14);
        double[] own = Stream.of(byDistance)
                .mapToDouble(row -> DoubleStream.of(row).max().orElse(1))
                .toArray();
        panel(second, own);
        legend(second, "most");
    }

    /** Where column {@code i} of M begins, the oldest word leftmost. */
    static int columnX(int i, int slots) {
        return LEFT + (int) Math.round((double) (WIDTH - LEFT - RIGHT) * i / slots);
    }

    /** Where row {@code hop} of the upper panel begins. */
    static int rowY(int hop) {
        return TOP + hop * ROW;
    }

    private void panel(int top, double[] scales) {
        int slots = byDistance[0].length;
        int bottom = top + byDistance.length * ROW;
        for (int k = 0; k < byDistance.length; k++) {
            for (int i = 0; i < slots; i++) {
                double share = scales[k] > 0 ? byDistance[k][slots - 1 - i] / scales[k] : 0;
                pen.setColor(shade(share));
                int x = columnX(i, slots);
                pen.fillRect(x, top + k * ROW, columnX(i + 1, slots) - x, ROW - 2);
            }
            right("hop " + (k + 1), LEFT - 12, top + k * ROW + ROW / 2 + 5);
        }
        pen.setColor(GRID);
        pen.drawRect(LEFT - 1, top - 1, WIDTH - LEFT - RIGHT + 1, bottom - top);
        axis(bottom, slots);
    }

    private void axis(int y, int slots) {
        int step = step(slots);
        for (int back = slots; back >= 1; back--) {
            boolean round = back % step == 0 && slots - back >= step / 2 && back > step / 2; // clear of both ends
            if (back == 1 || back == slots || round) {
                int x = (columnX(slots - back, slots) + columnX(slots - back + 1, slots)) / 2;
                pen.setColor(FAINT);
                pen.drawLine(x, y + 1, x, y + 6);
                centred(Integer.toString(back), x, y + 24);
            }
        }
        centred("words back: the last word at the right", (LEFT + WIDTH - RIGHT) / 2, y + 48);
    }

    /** From one number of the axis to the next: 1, 2 or 5 times a power of ten. */
    private static int step(int slots) {
        int step = 1;
        for (int i = 0; slots / step > TICKS; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2; // 1, 2, 5, 10, 20, 50
        }
        return step;
    }

    private void legend(int top, String most) {
        int x = WIDTH - RIGHT + 24;
        int height = byDistance.length * ROW - 2;
        for (int i = 0; i < height; i++) {
            pen.setColor(shade(1 - (double) i / height));
            pen.fillRect(x, top + i, 18, 1);
        }
        pen.setColor(GRID);
        pen.drawRect(x - 1, top - 1, 19, height + 1);
        text(plain, FAINT, most, x + 28, top + 14);
        text(plain, FAINT, "0", x + 28, top + height);
    }

    /** From white for nothing to dark blue for all. */
    static Color shade(double share) {
        double s = Math.max(0, Math.min(1, share));
        return new Color(mix(DARKEST.getRed(), s), mix(DARKEST.getGreen(), s), mix(DARKEST.getBlue(), s));
    }

    private static int mix(int dark, double share) {
        return (int) Math.round(255 + (dark - 255) * share);
    }

    private void text(Font font, Color colour, String text, int x, int y) {
        pen.setFont(font);
        pen.setColor(colour);
        pen.drawString(text, x, y);
    }

    private void right(String text, int x, int y) {
        FontMetrics metrics = pen.getFontMetrics(plain);
        text(plain, INK, text, x - metrics.stringWidth(text), y);
    }

    private void centred(String text, int x, int y) {
        FontMetrics metrics = pen.getFontMetrics(plain);
        text(plain, FAINT, text, x - metrics.stringWidth(text) / 2, y);
    }
}
