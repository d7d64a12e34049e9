"""GOST 34.10-2015 of 512 bits on id-tc26-gost-3410-12-512-paramSetA, verified with nothing but whole numbers.

Written from the formulas, apart from the verifier that it is held against. Reads lines of three hexadecimal
words (key, digest, signature; every number little-endian) and writes a line for each: 1 when it verifies, else 0.
"""

import sys

P = 2**512 - 569
B = int(
    "E8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265"
    "EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760",
    16,
)
Q = int(
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
    "27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275",
    16,
)
BASE = (
    3,
    int(
        "7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921"
        "DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
        16,
    ),
    1,
)


def plus(one, other):
    """Jacobian coordinates; None is infinity."""
    if one is None or other is None:
        return one or other
    (x1, y1, z1), (x2, y2, z2) = one, other
    zz1, zz2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * zz2 % P, x2 * zz1 % P
    s1, s2 = y1 * z2 * zz2 % P, y2 * z1 * zz1 % P
    if u1 == u2:
        if s1 != s2 or y1 == 0:
            return None
        s, m = 4 * x1 * y1 * y1 % P, (3 * x1 * x1 - 3 * zz1 * zz1) % P
        x = (m * m - 2 * s) % P
        return x, (m * (s - x) - 8 * y1**4) % P, 2 * y1 * z1 % P
    h, r = u2 - u1, s2 - s1
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x = (r * r - hhh - 2 * v) % P
    return x, (r * (v - x) - s1 * hhh) % P, z1 * z2 * h % P


def table(point):
    """For every four bits of a number, the sixteen multiples that they may mean."""
    rows = []
    for _ in range(128):
        row = [None]
        for _ in range(15):
            row.append(plus(row[-1], point))
        rows.append(row)
        point = plus(row[15], point)
    return rows


TABLES = {}


def times(number, point):
    if point not in TABLES:
        TABLES[point] = table(point)
    total = None
    for row in TABLES[point]:
        total = plus(total, row[number & 15])
        number >>= 4
    return total


def verify(key, digest, signature):
    if len(key) != 128 or len(digest) != 64 or len(signature) != 128:
        return False
    x, y = (int.from_bytes(half, "little") for half in (key[:64], key[64:]))
    r, s = (int.from_bytes(half, "little") for half in (signature[:64], signature[64:]))
    if x >= P or y >= P or (y * y - (x * x * x - 3 * x + B)) % P or not (0 < r < Q and 0 < s < Q):
        return False
    inverse = pow(int.from_bytes(digest, "little") % Q or 1, -1, Q)
    point = plus(times(s * inverse % Q, BASE), times(-r * inverse % Q, (x, y, 1)))
    if point is None:
        return False
    z = pow(point[2], -1, P)
    return point[0] * z * z % P % Q == r


for line in sys.stdin:
    print(int(verify(*map(bytes.fromhex, line.split()))))
