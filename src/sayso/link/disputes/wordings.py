"""The words by which somebody denies or turns down: cues, phrases, and words that only point back."""

from __future__ import annotations

import re

from sayso.types import Act
from sayso.words import word_set

DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|refut\w+|rebut\w*|disput(?:e[sd]?|ing)|contest(?:s|ed|ing)?|disavow\w*"
    r"|repudiat\w+|contradict(?:s|ed|ing)?|debunk\w*|rubbish(?:es|ed)|dispel\w*|disclaim\w*)\b",
    re.IGNORECASE,
)
"""Cues that say that something is not so."""

REJECTING = re.compile(
    r"\b(?:reject(?:s|ed|ing|ion)?|dismiss(?:es|ed|ing|al)?|rebuff(?:s|ed|ing)?|spurn(?:s|ed|ing)?"
    r"|turn(?:s|ed|ing)?\b.{0,30}?\bdown|rul(?:e|es|ed|ing)\b.{0,30}?\bout|scoff(?:s|ed|ing)? at"
    r"|deri(?:de[sd]?|ding)|brush(?:es|ed|ing)? (?:aside|off)|shrug(?:s|ged|ging)? off|wav(?:e[sd]?|ing) away"
    r"|pooh-pooh(?:s|ed|ing)?|refus(?:e[sd]?|ing) to accept|(?:not|n['’]t) accept(?:ing)?|slap(?:s|ped)? down"
    r"|decr(?:y|ies|ied|ying)|poured? (?:scorn|cold water) on|took issue with|tak(?:es|ing) issue with)\b",
    re.IGNORECASE,
)
"""Cues that turn something down or wave it away."""

REFUSING = re.compile(r"\b(?:refus(?:e[sd]?|ing|al)|balk(?:s|ed|ing)?)\b", re.IGNORECASE)
"""Cues that say that somebody will not. "Declined" is left out: it goes with questions."""

MUTE = re.compile(
    r"\b(?:comment|say|speak|talk|discuss|disclose|reveal|identify|name|answer|respond|elaborate|explain"
    r"|confirm|details?|specify|give|provide|describe|tell|speculate|go into"
    r"|be (?:named|identified|quoted|drawn)|interview(?:ed|s)?|question(?:ed|s)?|release|divulge|share)\b",
    re.IGNORECASE,
)
"""What those refuse who only keep their mouths shut."""

YIELDING = re.compile(
    r"\b(?:negotiat|accept|sign|agree|recogni[sz]e|withdraw|resign|step down|comply|pay|hand over|releas"
    r"|extradit|co-?operat|yield|surrender|disarm|back down|retract|apologi[sz]|open|allow|let"
    r"|join|admit|implement|obey|give (?:up|in)|take back|pull)\w*",
    re.IGNORECASE,
)
"""What somebody else must have asked for where it is refused: who refuses to go home disputes nothing."""

CALLING = re.compile(
    r"\b(?:call|describ|brand|label|denounc|condemn|slam|term|characteri[sz]|dub)(?:s|es|ed|ing|e|led)?\b",
    re.IGNORECASE,
)
"""Cues that say what something is."""

FALSE = (
    r"(?:(?:a|an|utter|complete|total|completely|totally|entirely|utterly|absolutely|simply|just|pure|patently"
    r"|malicious|outright|sheer|all)\W+)*"
    r"(?:false|untrue|fake(?: news)?|lies?|nonsense|baseless|unfounded|groundless|fabricat(?:ed|ions?)"
    r"|inventions?|invented|fictions?|hoax|bogus|rubbish|slander\w*|falsehoods?|propaganda|fairy tales?"
    r"|rumou?rs|malicious gossip|absurd|ridiculous|preposterous|ludicrous|incorrect|inaccurate|misleading"
    r"|not true|without (?:any )?foundation|without (?:any )?merit|unsubstantiated)\b"
)
"""Words by which something told is called wrong."""

CLAIMS = (
    r"(?:claims?|reports?|allegations?|accusations?|charges?|stor(?:y|ies)|rumou?rs?|suggestions?|assertions?"
    r"|statements?|accounts?|news|insinuations?|version|narrative|information|articles?)"
)
"""Words for something told, as patterns and as nouns."""

PHRASES = (
    ("denies", r"\bthere (?:is|was|['’]s|has been) (?:absolutely |simply )?no (?:truth|substance|basis)\b"),
    (
        "denies",
        r"\b(?:it|this|that|nothing of the (?:sort|kind)|no such thing) (?:has |had )?never (?:happened"
        r"|took place|occurred)\b|\b(?:it|this|that) (?:did not|didn['’]t) (?:happen|take place|occur)\b"
        r"|\bnothing of the (?:sort|kind)\b|\bno such thing\b|\bno (?:knowledge of (?:any )?)?such \w+\b",
    ),
    (
        "rejects",
        rf"\b(?:the|that|this|these|those|such|his|her|their|its|all)\b[^.;]{{0,40}}?\b{CLAIMS}\b"
        rf"(?:\s+(?!because|and|so|i\b)[^\s.;,]+){{0,4}}?\s*(?:\bis|\bare|\bwas|\bwere|['’]s|\bas)\W+(?:{FALSE}|wrong\b)",
    ),
    ("rejects", rf"^\W*{FALSE}\W*$"),
    (
        "rejects",
        rf"^\W*(?:it|that|this|these|those|they)(?: (?:is|was|are|were)|['’]s|['’]re) (?:simply |just "
        rf"|completely |totally |absolutely |all |flatly |plainly )*(?:not true|{FALSE})",
    ),
    (
        "rejects",
        r"^\W*(?:that|this|it)(?: is|['’]s| was) (?:simply |just )?not (?:true|so|the case|correct|right)\b",
    ),
)
"""Words of a content that deny all by themselves, with the kind of dispute that they make."""

PLAIN = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|according|argu\w+"
    r"|respond\w*|insist\w*|maintain\w*|wr[io]t\w+|tweet\w*|posted|stress\w*|claim\w*|assert\w*|stat(?:ed|es|ing)"
    r"|answer\w*|declar\w*|call\w*|counter\w*|contend\w*|announc\w*|not(?:ed|es|ing)|emphasi\w+|shot|hit|fired)\b",
    re.IGNORECASE,
)
"""Cues by which somebody speaks for himself."""

MARKS = " “”‘’\"'"
"""What is left off of words that are shown."""

BARE = word_set("""
    a an the any all such that this these those it them him so his her their its our as what which no one
    every claim claims report reports allegation allegations accusation accusations charge charges story
    stories rumour rumours rumor rumors suggestion suggestions assertion assertions statement statements
    account accounts news version narrative information article articles insinuation demand demands call
    calls request requests appeal appeals ultimatum proposal proposals offer offers plan plans idea ideas
    bid bids criticism criticisms concern concerns fear fears warning warnings complaint complaints
    invitation deal approach order orders latest earlier new recent repeated media press newspaper
    newspapers paper papers outlet broadcaster giving making doing having been being was were is had has
    of from by and or out happened happening true to accept involvement wrongdoing
""")
"""Words that only point back: a denial of nothing but these denies what was told before."""

POINTING = {
    "told": word_set("""
        claim claims report reports allegation allegations accusation accusations charge charges story stories
        rumour rumours rumor rumors suggestion suggestions assertion assertions statement statements account
        accounts news version narrative information article articles insinuation that this it these those them
        criticism criticisms concern concerns fear fears warning warnings complaint complaints
    """),
    "asked": word_set("demand demands call calls request requests appeal appeals ultimatum invitation"),
    "offered": word_set("proposal proposals offer offers plan plans idea ideas bid bids deal approach"),
}
"""What a word that points back can mean: something told, asked for, or offered."""

PRONOUNS = word_set("that this it these those them")

ACTS = {
    "told": frozenset([Act.SAY, Act.REPORT, Act.CLAIM, Act.ACCUSE, Act.CRITICISE, Act.WARN, Act.THINK]),
    "asked": frozenset([Act.DEMAND, Act.REQUEST, Act.PROPOSE]),
    "offered": frozenset([Act.PROPOSE, Act.PROMISE, Act.INTEND, Act.SUPPORT, Act.REQUEST, Act.DEMAND]),
}
"""The acts that make each of these."""
