"""The training step of the paper's language model in PyTorch, to be timed beside Memhop's.

Constant first state, one A, one C and one H for all hops, temporal rows, ReLU on the second half of the units, cross-entropy
summed over the batch, one bound for the norm of all gradients, gradient descent. The gradients of A and C are sparse, which is
faster here than PyTorch's dense ones. Targets are taken at random positions (--segment 1, each with memory rows of its own) or in
segments that follow each other and share them.

Prints medians for each number of threads; with --turns it takes one step for each line it is sent and answers with its loss,
which is how the benchmark "language" lets it take turns with the others.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

RATE = 1e-6  # too small to change what is computed next: every step costs the same
CLIP = 50.0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", default="1,2", help="numbers of threads, separated by commas")
    parser.add_argument("--segment", type=int, default=16, help="targets that share their memory rows")
    parser.add_argument("--steps", type=int, default=50, help="steps of which the median is printed")
    parser.add_argument("--warm-up", type=int, default=10, help="steps before them")
    parser.add_argument("--turns", action="store_true", help="one step for each line read")
    for name, size in (("batch", 128), ("slots", 100), ("dimension", 150), ("vocabulary", 10000), ("hops", 6)):
        parser.add_argument("--" + name, type=int, default=size)
    return parser.parse_args()


class Step:
    """Parameters, one batch, and the step."""

    def __init__(self, size):
        import torch

        self.torch = torch
        self.size = size
        torch.manual_seed(1)
        segments = size.batch // size.segment
        rows = size.slots + size.segment - 1
        self.words = self.draw(segments, rows)
        self.answers = self.draw(size.batch)
        d = size.dimension
        shapes = {
            "A": (size.vocabulary, d),
            "C": (size.vocabulary, d),
            "W": (size.vocabulary, d),
            "H": (d, d),
            "T_A": (size.slots, d),  # the oldest slot first
            "T_C": (size.slots, d),
        }
        self.parameters = {
            name: (0.05 * torch.randn(shape)).requires_grad_() for name, shape in shapes.items()
        }

    def draw(self, *shape):
        """Words as of a language: the n-th as often as 1/n."""
        words = self.size.vocabulary ** self.torch.rand(*shape)
        return words.long().clamp(max=self.size.vocabulary - 1)

    def band(self, full):
        """[G, S, R] to [G, S, M], of row s the columns s to s + M: read with rows that are one element longer."""
        groups, count, rows = full.shape
        padded = self.torch.nn.functional.pad(full.reshape(groups, count * rows), (0, count))
        return padded.reshape(groups, count, rows + 1)[:, :, : self.size.slots]

    def spread(self, band, rows):
        """[G, S, M] back to [G, S, R], 0 outside of the band."""
        groups, count, slots = band.shape
        padded = self.torch.nn.functional.pad(band, (0, rows + 1 - slots)).reshape(groups, count * (rows + 1))
        return padded[:, : count * rows].reshape(groups, count, rows)

    def loss(self):
        torch = self.torch
        size = self.size
        p = self.parameters
        keys = torch.nn.functional.embedding(self.words, p["A"], sparse=True)  # [G, R, d]
        values = torch.nn.functional.embedding(self.words, p["C"], sparse=True)
        groups, rows, d = keys.shape
        keys_t = keys.transpose(1, 2)
        half = d // 2
        u = torch.full((groups, size.segment, d), 0.1)
        for _ in range(size.hops):
            scores = self.band(torch.bmm(u, keys_t)) + u @ p["T_A"].t()
            attention = torch.softmax(scores, -1)  # [G, S, M]
            read = torch.bmm(self.spread(attention, rows), values) + attention @ p["T_C"]
            state = u @ p["H"].t() + read
            u = torch.cat((state[..., :half], torch.relu(state[..., half:])), -1)
        logits = u.reshape(size.batch, d) @ p["W"].t()
        return torch.nn.functional.cross_entropy(logits, self.answers, reduction="sum")

    def take(self):
        """One step; the cross-entropy before it."""
        torch = self.torch
        loss = self.loss()
        gradients = torch.autograd.grad(loss, list(self.parameters.values()))
        with torch.no_grad():
            gradients = [g.coalesce() if g.is_sparse else g for g in gradients]
            norms = [(g.values() if g.is_sparse else g).norm() for g in gradients]
            norm = torch.stack(norms).norm().item()
            step = RATE * CLIP / max(norm, CLIP)
            for parameter, gradient in zip(self.parameters.values(), gradients):
                parameter.add_(gradient, alpha=-step)
        return loss.item()


def blas():
    """The BLAS that this process has loaded, where the system tells."""
    try:
        with open("/proc/self/maps") as maps:
            found = {line.split()[-1] for line in maps if "blas" in line.split()[-1] or "mkl" in line.split()[-1]}
        return ", ".join(sorted(found)) or "none"
    except OSError:
        return "unknown"


def prepared(size, threads):
    """A step on so many threads; to be called before torch is loaded, as its libraries look at these variables only then."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = str(threads)
    step = Step(size)
    step.torch.set_num_threads(threads)
    return step


def turns(size):
    step = prepared(size, int(size.threads))
    step.take()
    print("ready PyTorch", step.torch.__version__, "with", blas(), flush=True)
    for _ in sys.stdin:
        print(step.take(), flush=True)


def medians(size):
    counts = size.threads.split(",")
    if len(counts) > 1:
        for count in counts:  # a process each, as threads are counted when the libraries are loaded
            own = [each for each in sys.argv[1:] if not each.startswith("--threads")]
            if "--threads" in sys.argv:
                own = [each for each in own if each != size.threads]
            subprocess.run([sys.executable, sys.argv[0], *own, "--threads", count], check=True)
        return
    step = prepared(size, int(counts[0]))
    seconds = []
    for n in range(size.warm_up + size.steps):
        start = time.perf_counter()
        loss = step.take()
        if n >= size.warm_up:
            seconds.append(time.perf_counter() - start)
    print(
        f"PyTorch {step.torch.__version__} with {blas()}, {counts[0]} thread(s), segments of {size.segment}: "
        f"median {1e3 * statistics.median(seconds):.1f} ms, loss {loss / size.batch:.3f} a word"
    )


if __name__ == "__main__":
    chosen = arguments()
    if chosen.turns:
        turns(chosen)
    else:
        medians(chosen)
