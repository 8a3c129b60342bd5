"""Personal names in Chinese text and how English writes them: family name first, given name in one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Readings of family names that differ from the usual reading of the character, preferred first.
_READING_TABLE = (
    "单=shan 解=xie 仇=qiu 曾=zeng 任=ren 区=ou 查=zha 盖=ge/gai 朴=piao 乐=yue/le 缪=miao 覃=qin/tan "
    "翟=zhai 黑=he 员=yun 繁=po 秘=bi 召=shao 折=she 种=chong 晁=chao 郇=xun/huan 那=na 车=che 沈=shen "
    "曲=qu 应=ying 谌=chen/shen 隗=wei/kui 柏=bai/bo 薄=bo 宁=ning 燕=yan 华=hua 佘=she 洗=xian 冼=xian "
    "尉迟=yuchi 万俟=moqi 长孙=zhangsun 澹台=tantai 令狐=linghu 夏侯=xiahou 皇甫=huangfu 宰父=zaifu 尹=yin "
    "祭=zhai 卜=bu 训=xun 相=xiang 臧=zang 仉=zhang 逄=pang 褚=chu 纪=ji 过=guo 牟=mu/mou 葛=ge 哈=ha "
    "石=shi 便=pian 六=lu 费=fei/bi 贾=jia 俞=yu 撒=sa 洪=hong 吕=lü"
)
SURNAME_READINGS = {
    name: tuple(readings.split("/")) for name, readings in (row.split("=") for row in _READING_TABLE.split())
}
"""How a family name is read where the character is usually read otherwise, preferred first."""
_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
    "昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚"
    "邵湛汪祁毛禹狄米贝明臧伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱"
    "骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪解应宗丁宣贲邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄"
    "曲家封储靳松井段富巫乌焦巴牧山谷车侯班秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸郜黎薄印宿白怀蒲"
    "鄂索赖卓蔺屠蒙池乔阴闻莘党翟谭贡劳姬申冉宰雍桑桂牛边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎"
    "戈廖终暨居衡耿满弘匡文寇东欧沃利蔚越隆师巩聂晁敖冷辛阚简饶曾沙丰关查荆游竺权盖桓付闫肖邸"
    "逄覃谌隗佟佘原冼仝苑兰鹿亓朴区岳迟衣仉折"
)
_COMPOUND = _words(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 长孙 宇文 "
    "轩辕 端木 南宫 独孤 呼延 澹台 万俟 闻人 西门 拓跋"
)

_TITLE = (
    r"(?:副?(?:院长|庭长|检察长|书记|主任|局长|厅长|处长|科长|部长|省长|市长|县长|区长|镇长|乡长"
    r"|主席|会长|校长|所长|队长|组长|站长|秘书长)"
    r"|同志|法官助理|法官|检察官|书记员"
    r"|审判长|审判员|人民陪审员|代表|委员|律师|记者|警官|教授|老师|专委)"
)
_SURNAME = rf"(?:{'|'.join(sorted(_COMPOUND))}|[{''.join(sorted(_SINGLE))}])"
# Characters of offices, places and grammar that no given name in the news holds.
_NEVER_GIVEN = "院庭副级等委组部长书记官员的了在和与是为及其这那们省市县区镇乡村州全主审判检察法局厅处科厂司机党政"
_GIVEN = rf"(?:(?![{_NEVER_GIVEN}])[\u4e00-\u9fff])"
_VERBS = (
    "主持|指出|表示|介绍|强调|要求|率领|带领|出席|参加|一行|陪同|讲话|致辞|传达|宣读|"
    "通报|代表|宣布|认为|告诉|解释|决定|担任|受邀|应邀|深入|先后|首先|随后|围绕|结合|"
    "分别|亲自|现场|来到|走进|前往|听取|汇报|提出|肯定|回答|主审|承办|带队|发言|发表"
)
_VERB_AFTER = rf"(?={_VERBS})"
_AFTER = rf"(?=$|[^\u4e00-\u9fff]|{_VERBS}|[说率的在对作为就到同和与及等向任给以从将被也还领])"
_BEFORE_NAME = r"(?:(?<![\u4e00-\u9fff])|(?<=[由和与及对请向给被让]))"
_TITLE_FIRST = re.compile(
    rf"(?P<title>{_TITLE})(?P<surname>{_SURNAME})"
    rf"(?P<given>{_GIVEN}{_VERB_AFTER}|{_GIVEN}{{2}}{_AFTER}|{_GIVEN}{_AFTER})"
)
_NAME_FIRST = re.compile(rf"{_BEFORE_NAME}(?P<surname>{_SURNAME})(?P<given>{_GIVEN}{{1,2}})(?P<title>{_TITLE})")
_NO_NAMES = _words(
    "常务 高级 高等 时任 安全 公安 纪检 全体 国家 公诉 关系 元旦 广大 广东 江西 安徽 山东 山西 "
    "云南 海南 宁夏 东部 连任 成员 平安 农业 文化 经济 水利 利害 原告 申请 申诉 关于 任职 万名 "
    "向前 白天 易地 石油 金融 那么 强调 成立 应当 应该 包括 解决 都是 明确 全国 全省 全市 全县 "
    "国有 公开 应邀 应用 时代 和谐 从事 路过 别人 居民 由此"
)


@dataclass(frozen=True, slots=True)
class ChineseName:
    """A person's name in Chinese text with its span in code points, and the title beside it."""

    start: int
    end: int
    surname: str
    given: str
    title: str

    @property
    def text(self) -> str:
        """The whole name."""
        return self.surname + self.given


def find_names(text: str) -> tuple[ChineseName, ...]:
    """Names that stand directly before or after a title, in order; names without a title are not looked for."""
    found = {name.start: name for pattern in (_NAME_FIRST, _TITLE_FIRST) for name in _find(pattern, text)}
    names: list[ChineseName] = []
    for start in sorted(found):
        if not names or start >= names[-1].end:
            names.append(found[start])
    return tuple(names)


def is_family_name(text: str) -> bool:
    """Whether a text begins with a Chinese family name."""
    return text[:1] in _SINGLE or text[:2] in _COMPOUND


def split_name(name: str) -> tuple[str, str]:
    """Family and given name of a Chinese name; compound family names are known."""
    size = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return name[:size], name[size:]


def romanize(name: str) -> str:
    """The form English news writes: 欧阳晓安 → Ouyang Xiao'an, 曾庆红 → Zeng Qinghong."""
    surname, given = split_name(name)
    family = _surname_readings(surname)[0]
    syllables = [readings[0] for readings in _given_readings(given)]
    return _written(family, syllables, "'")


def expected_forms(name: str) -> frozenset[str]:
    """Every acceptable form of a name: all readings, with and without apostrophe, ü as yu, v and u."""
    surname, given = split_name(name)
    forms: set[str] = set()
    readings = _given_readings(given)
    for family in _surname_readings(surname):
        for syllables in list(product(*readings))[:64]:
            for apostrophe in ("'", "’", ""):
                forms.update(_spellings(_written(family, list(syllables), apostrophe)))
    return frozenset(forms)


def _find(pattern: re.Pattern[str], text: str) -> Iterator[ChineseName]:
    for match in pattern.finditer(text):
        surname, given = match["surname"], match["given"]
        if (surname + given)[:2] not in _NO_NAMES:
            start = match.start("surname")
            yield ChineseName(start, match.end("given"), surname, given, match["title"])


def _written(family: str, given: list[str], apostrophe: str) -> str:
    joined = given[0] if given else ""
    for syllable in given[1:]:
        joined += (apostrophe if syllable[0] in "aeo" else "") + syllable
    return f"{family.capitalize()} {joined.capitalize()}".strip()


def _spellings(form: str) -> set[str]:
    if "ü" not in form:
        return {form}
    return {form.replace("ü", letter) for letter in ("ü", "yu", "v", "u")}


@cache
def _surname_readings(surname: str) -> tuple[str, ...]:
    known = SURNAME_READINGS.get(surname)
    if known:
        return known
    return ("".join(readings[0] for readings in _given_readings(surname)),)


@cache
def _given_readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Readings of each character without tones, the likeliest in this company first."""
    from pypinyin import Style, lazy_pinyin, pinyin

    first = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    every = pinyin(text, style=Style.NORMAL, heteronym=True, v_to_u=True)
    return tuple(tuple(dict.fromkeys([best, *more])) for best, more in zip(first, list(every), strict=True))
