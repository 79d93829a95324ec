from __future__ import annotations

import pytest
from tests.checks.shipped import said
from tests.checks.texts import told


@pytest.mark.parametrize(
    ("sentence", "year", "found"),
    [
        ("深入学习贯彻党的十九大精神。", 2022, 0),
        ("深入学习贯彻党的十九大精神。", 2023, 1),
        ("深入学习贯彻党的二十大精神。", 2025, 0),
        ("学习党的十九大、二十大精神。", 2025, 0),
        ("巩固拓展脱贫攻坚成果同乡村振兴有效衔接。", 2025, 0),
        ("坚决打赢脱贫攻坚战。", 2022, 1),
        ("常态化开展扫黑除恶斗争。", 2025, 0),
        ("开展党史学习教育。", 2024, 1),
        ("推动党史学习教育常态化长效化。", 2024, 0),
        ("依据《关于新冠肺炎疫情防控工作的通知》执行。", 2025, 0),
        ("做好新冠疫情防控物资储备。", 2025, 1),
        ("做好动物疫情防控。", 2025, 0),
        ("不忘初心、牢记使命，扎实工作。", 2025, 0),
    ],
)
def test_phrases_have_their_years(sentence: str, year: int, found: int) -> None:
    assert len(told([sentence], "stale-phrase", year=year)) == found


def test_a_document_number_is_told_once_a_project_and_from_ten_years_on() -> None:
    rows = [{"level2": "数量指标", "name": f"观测次数{n}", "value": "≥2次", "basis": "冀政办〔2005〕5号"} for n in "甲乙"]
    node = {"fiscal_year": 2024, "projects": [{"name": "甲", "indicators": rows}, {"name": "乙", "indicators": rows}]}
    assert [finding.project and finding.project.name for finding in said("old-document", "document", node).findings] == [
        "甲",
        "乙",
    ]
    assert told(["执行青政〔2015〕3号文件。"], "old-document", year=2025) == ()
    assert len(told(["执行青政〔2014〕3号文件。"], "old-document", year=2025)) == 1


def test_brackets_of_document_numbers_are_one_finding() -> None:
    (finding,) = told(
        ["执行青政[2023]3号、青财（2024） 12号、青教【2024】5号、青卫〔2024〕8号文件。"], "document-number-brackets"
    )
    assert finding.args["count"] == "3"
    assert len(told(["执行青政[2023] 3 号文件。"], "document-number-brackets")) == 1
    assert finding.suggestion is not None
    assert "青政〔2023〕3号" in finding.suggestion
    assert told(["维修（2024）年度12号楼，培训[2024]期。"], "document-number-brackets") == ()


def test_offices_of_the_province() -> None:
    text = "依法选举县长、省长。"
    assert len(said("other-level-office", "document", {"department": "青禾县人大", "overall": text}).findings) == 1
    assert said("other-level-office", "document", {"department": "某省人大", "overall": text}).findings == ()
    assert said("other-level-office", "document", {"overall": text}).findings == ()
