package org.memhop.cli.answer;

/** A way to show a reply. */
interface ReplyView {
    void show(Asked asked);
}
