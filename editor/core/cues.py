"""Everyday words of court and government news that tell which sentences belong together; not terminology."""

from __future__ import annotations

# Chinese words | beginnings of English words any of which may stand for them.
_TABLE = """
法院 法庭|court tribunal
法官|judge
院长|president dean director
检察|procurat prosecut
公安 民警|police security
律师|lawyer attorney
干警|officer police staff personnel
审判 审理|trial adjudicat hear tri
执行|enforc execut implement
案件 案|case
诉讼|litigat lawsuit
诉前|pre-trial pre-litigat before
调解 化解|mediat conciliat resol settl
纠纷 矛盾|disput conflict contradict
判决 裁判 宣判|judg ruling verdict sentenc adjudicat
被告人 被告|defendant accused
原告|plaintiff
当事人|part litigant
申请|appl request
证据|eviden
合同|contract
赔偿|compens damage indemn
财产|propert asset
被执行人|execut enforc debtor subject
立案|filing docket case accept fil
上诉 二审|appeal second
庭审 开庭|hearing trial court session
旁听|observ audit attend gallery
犯罪 刑事|crim
民事|civil
行政|administrat
商事 企业 公司|commerc enterpris compan business firm
会议|meeting conferenc session
召开 举行|held hold conven
强调|stress emphas underlin
指出|point not said
要求|requir demand ask
主持|presided presiding presides chaired chairing hosted hosting
传达|convey relay
学习|stud learn
讲话|speech address remark
精神|spirit
贯彻|implement carr appl
部署|deploy arrang plan
党组|leading party group
党|part cpc communist
书记|secretar
政治|politic
思想|ideolog thought thinking
领导|lead
纪律|disciplin
廉 腐|clean corrupt integrit honest
作风|style conduct
监督|supervis oversight oversee
改革|reform
发展|develop
经济|econom
营商|business
环境|environment
生态|ecolog
保护|protect conserv preserv
未成年人|minor juvenil
青少年 学生|teenag youth student young
妇女|women woman
老人 老年|elder old senior
儿童 孩子|child
教育|educat
培训|train
宣传 普法|publici popular promot legal
法治|law
法律|law legal
服务|serv
群众 人民|people mass public
便民 便利|conven
网上 在线 线上 互联网|online internet web
信息 数据|data inform
智慧 智能|smart intelligen
平台|platform
建设|build construct develop
加强|strengthen reinforc enhanc step intensif
提升 提高|improv enhanc rais increas upgrad lift
推进 推动|promot advanc push
深化|deepen
完善 健全|improv perfect sound refin
建立|establish set build
落实|implement fulfil carr
制度 机制|system mechanism
责任|responsib liabil duty
任务|task
工作|work
质量 质效|quality
效率|efficien
安全|safe securit
稳定|stab
风险|risk
防范 预防|prevent guard
打击|crack combat strik fight
电信 诈骗|telecom fraud
毒|drug narcot
黑恶 扫黑|gang mafia evil
金融|financ bank
银行|bank
贷款 借款|loan borrow lend
工资 欠薪|wage pay salar
农民工|migrant worker rural
劳动|labo employ work
离婚 婚姻|divorc marriag marital
家事 家庭|famil domestic
交通|traffic
房屋 房|hous home property
土地|land
村|village rural
乡村 农村|rural countryside village
乡 镇|town
县|county
市|cit municip
省|provinc
海|sea marine maritim
港|port harbo
车|vehicle car
学校 校园|school campus
医院|hospital
社区|communit
代表|representat deput delegat
委员|member
志愿|volunt
记者|reporter journalist
参观|visit tour
座谈|symposium forum discuss
交流|exchang
经验|experienc
活动|activit event campaign
仪式|ceremon
签署 签订|sign
协议|agreement
报告|report
总结|summar
同比|year-on-year compar same
下降 减少|declin drop fall fell decreas reduc down
上升 增长 增加|ris rose increas grow grew up
收|accept receiv
结案 审结|conclud clos settl
平均|averag
感谢 锦旗|thank gratitud silk banner pennant
青年|young youth
队伍|team contingent ranks
人才|talent
年轻|young
问题|problem issu question
困难|difficult hardship
意见|opinion view comment
建议|suggest advic recommend propos
研究|research stud
调研|research investigat survey
检查|inspect check
考核|assess apprais evaluat
奖 表彰|award commend honor prize
下一步|next
目前|present current now
今年|year
去年|last
近年来|recent
上午|morning
下午|afternoon
同时|meanwhile same also
此外|addition besides moreover
随后|then subsequent after later
最后|final last end
首先|first
其次|second next
""".strip()


def cue_table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Groups of Chinese words with the English word beginnings that may render them."""
    rows = (line.split("|") for line in _TABLE.splitlines())
    return tuple((tuple(chinese.split()), tuple(english.split())) for chinese, english in rows)
