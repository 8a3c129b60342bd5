"""Pinyin without tones as it stands in English text: syllables and family names; no Chinese characters."""

from __future__ import annotations

import re
from functools import lru_cache

_FINALS = {
    "": "a ai an ang ao e ei en er eng o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
"""All syllables of standard Chinese in Latin letters; v stands for ü."""

_SURNAMES = (
    "an ao ba bai ban bao bei ben bi bian bo bu cai can cao cen chai chang chao chen cheng chi chu cong cui"
    " dai dang dao deng di diao ding dong dou du duan e er fan fang fei feng fu gai gan gang gao ge geng gong"
    " gou gu guan guang gui guo hai han hang hao he hong hou hu hua huan huang hui huo ji jia jian jiang jiao"
    " jie jin jing ju kang ke kong kou kuai kuang lai lan lang lao le lei leng li lian liang liao lin ling liu"
    " long lou lu lv luan luo ma mai man mao mei meng mi miao min ming mo mou mu na nan ni nian nie ning niu"
    " nong ou pan pang pei peng pi piao ping pu qi qian qiang qiao qin qiu qu quan que ran rao ren rong ru ruan"
    " rui sang sha shan shang shao she shen sheng shi shou shu shuai shui song su sui sun suo tai tan tang tao"
    " teng tian tie tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue xun"
    " yan yang yao ye yi yin ying yong you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhi"
    " zhong zhou zhu zhuang zhuo zong zou zu zuo ouyang sima shangguan zhuge huangfu dongfang situ linghu"
    " murong yuchi gongsun xiahou weichi"
)
SURNAMES = frozenset(_SURNAMES.split())
"""Latin spellings of Chinese family names, common and rare, compound ones included."""

_SYLLABLE = "(?:" + "|".join(sorted(SYLLABLES, key=len, reverse=True)) + ")"
_WORD = re.compile(rf"{_SYLLABLE}(?:['’\-]?{_SYLLABLE}){{0,3}}")


@lru_cache(maxsize=4096)
def is_pinyin(word: str) -> bool:
    """Whether the word is one to four syllables of pinyin, written together or with hyphens or apostrophes."""
    return bool(_WORD.fullmatch(word.lower()))


def is_surname(word: str) -> bool:
    """Whether the word is the Latin spelling of a Chinese family name."""
    return word.lower() in SURNAMES
