from cairn.analysis.layout import lay_out_texts

TEXTS = [
    "huddles each morning", "morning huddles helped", "video calls at home", "home video calls saved time",
    "quiet rooms for rest", "rest in quiet rooms",
]  # fmt: skip


def distance(one, other):
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def test_texts_with_the_same_words_lie_near_each_other():
    points = lay_out_texts(TEXTS)
    near = [distance(points[at], points[at + 1]) for at in (0, 2, 4)]
    far = [
        distance(points[0], points[2]),
        distance(points[0], points[4]),
        distance(points[2], points[4]),
    ]
    assert max(near) < min(far)
    assert points == lay_out_texts(TEXTS)


def test_few_texts_and_texts_without_words_have_their_point():
    assert lay_out_texts(["?"]) == ((0.0, 0.0),)
    assert len(lay_out_texts(["one word", "another word"])) == 2
