"""Invented stories as papers print them: agency copy, light edits, cuts, partial reprints, and look-alikes that are no copies.

Towns, people and agencies are made up. `STORIES` are agency stories; `PRINTS` what papers made of them; `LOOKALIKES` pairs of
texts that share phrases, a template or a subject and have nothing to do with each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

STORIES: dict[str, str] = {
    "market": """
Shells struck a crowded vegetable market in the town of Tel Amara on Tuesday morning, killing at least 23 people and wounding more than 60, doctors at the town's only hospital said.

The shells came in three volleys between nine and ten o'clock, when the stalls around the old bus station are at their fullest, said Samir Haddouni, who sells onions there. "I went down on the ground and when I looked up there was nobody standing in our row any more," he said.

The Harun Valley Monitoring Group, which keeps a network of observers on both sides of the front, put the dead at 26, among them seven children. It said that the fire came from the army's positions on the Jisra ridge south of the town.

A spokesman for the army, Colonel Nader Mekki, denied that it had fired on Tel Amara. "Our artillery has been silent in that sector since Friday, and the terrorists know it," he told reporters in the capital.

Tel Amara, a town of 40,000 people on the Harun river, has been held by the National Rescue Front since last spring. The army has cut the road to the north and the only way in leads over a dirt track that is often under fire.

Doctors said that they were operating by the light of mobile telephones because the generator had run out of fuel. Nine of the wounded had to have limbs amputated, the hospital's director, Amina Sardouk, said.

The United Nations' humanitarian coordinator, Pieter Vandeloo, called for a pause of 48 hours so that the wounded could be taken out. "What happened in Tel Amara is beyond words and it must be looked into without delay," he said in a statement.

A convoy of 14 lorries with flour and medicine has been waiting at the Dorra crossing for eleven days.
""",
    "bridge": """
Fighters of the Sahil Brigades captured the iron bridge at Kharita on Thursday after two days of heavy fighting, cutting the army's last supply road to the garrison of Wadi Zuhr, commanders on both sides said.

The brigades' military council published a video in which fighters stood on the eastern ramp beside two burnt-out tanks. Its authenticity could not be verified at once, but the shape of the pylons agrees with that of the bridge.

"The road to Wadi Zuhr is closed and it will stay closed," Abu Marwan, a commander of the brigades, said by telephone. He put his own losses at 11 dead. An officer of the army's Fourth Corps said that 32 soldiers had been killed and that the rest had withdrawn to the sugar factory, four kilometres to the west.

About 1,800 soldiers are thought to be in Wadi Zuhr, together with the families of some officers. Helicopters have flown in ammunition at night, but two of them were hit in the past month and the flights have become rare.

The governor of the province, Lutfi Qasim, said that reinforcements were on their way from the coast and that the bridge would be retaken within days. Residents of Kharita said that they had seen no sign of them.

More than 5,000 people have left Kharita since Tuesday, according to the Red Crescent, most of them on foot towards the camps at Umm Rihan. The organisation said that its stock of tents had been used up.
""",
    "raid": """
Warplanes bombed a camp of the Jund al-Wadi group in the Beshra hills before dawn on Monday, killing its deputy leader and at least 17 others, the defence ministry of Marrakan said.

The ministry named the dead man as Abu Hafs al-Beshri, who was wanted for the attack on the Corniche Hotel two years ago in which 41 people died. It said that he had been identified by his fingerprints.

Jund al-Wadi said on its channel that "the sheikh is well, and the liars will see him soon". The group did not say how many of its members had been killed. It has controlled the hills since the peace talks of Dorra collapsed.

Villagers in Ain Sitt said that bombs had also fallen on two farmhouses outside the camp and that a family of six was buried there. The ministry said that it knew of no civilian victims and that it had watched the camp with drones for nine days.

The Marrakan League for Human Rights asked for an inquiry. "Nobody outside the ministry has been able to see the place, and the village has been closed off with concrete blocks," its chairwoman, Leila Benhadj, said.

It was the fourth raid on the hills this month. Twelve soldiers died in an ambush near Ain Sitt on the second.
""",
    "talks": """
Delegates of the government and of the Northern Alliance agreed in Port Lavasse on Saturday to exchange 340 prisoners and to open the road between Harun and Dorra, the first result of talks that began five weeks ago.

The exchange is to begin on Wednesday at the Jisra crossing under the eyes of the Red Cross, the mediator, the former Swiss diplomat Beat Aeschlimann, said. Both sides are to hand over lists by Monday at noon. Women and the wounded go first.

"We have taken one small step, and I would ask everybody to keep their hands still while it is taken," Aeschlimann said. He refused to answer questions about a ceasefire.

The head of the government's delegation, Wafa Sultani, said that the lists contained 212 names from the government's prisons. The Alliance holds 128 soldiers and policemen, according to its spokesman, Yusuf Tamer, some of them since the battle of Qasr Wadi.

The road to Dorra has been closed for 19 months. Traders in Harun said that a sack of flour costs nine times what it did before.

An earlier agreement on prisoners broke down in March, when the Alliance's list turned out to hold the names of 60 men who were dead.
""",
    "dam": """
Engineers warned on Friday that the Sefira dam could fail within weeks unless they were let in to open its gates, three days after fighting stopped the turbines and destroyed the control room.

The water stands two metres below the crest and rises by 15 centimetres a day, said Tariq Oweis, who ran the power station until the Desert Shield militia took it on 4 April. "Nobody who is in there now can read the instruments," he said.

The militia invited the engineers back on condition that no soldier came with them. The water ministry said that it would not negotiate with terrorists over its own property.

Some 90,000 people live along the river below the dam, in Sefira, Khan Rahl and a dozen villages. The mayor of Khan Rahl, Nour Jaber, has asked families to sleep on the upper floors and has had sandbags filled at the school.

Satellite pictures taken on Wednesday for the Hydrological Institute of Port Lavasse show two of the eight gates bent and a crack of 30 metres in the spillway. The institute said that the dam body itself looked sound.

The dam was finished in 1973 and gives power to a third of the province.
""",
}

BRITISH = (
    ("said", "told reporters"),
    ("wounding", "injuring"),
    ("more than", "over"),
    ("dead", "death toll"),
    ("began", "started"),
)
HOUSE = (("killed", "slain"), ("fighters", "militants"), ("according to", "said"), ("at least", "no fewer than"), ("town", "city"))
OWN: dict[str, tuple[str, ...]] = {
    "market": (
        "Our correspondent in the capital found shops closed on Tuesday evening and long queues in front of the blood bank.",
        "Merchants on Palm Street said that prices for onions and tomatoes had doubled by the afternoon, since most of them come by way of the Harun valley.",
        "Parliament is to debate the shelling on Thursday, the speaker, Hadi Mansour, told the Courier. The opposition wants the defence minister to resign.",
    ),
    "bridge": (
        "In the port of Lattane, where most of the garrison's families live, women gathered before the governor's office and asked for news of their sons.",
        "The price of diesel rose by a fifth at the pumps along the coast road, and two bus companies stopped their service to the east.",
    ),
    "raid": (
        "The Observer counted eleven strikes on the province since January in the ministry's own bulletins; only two of them name the dead.",
        "In the market of Old Marrakan opinion was divided. A tailor, who did not want to be named, said that the war would not be won from the air.",
    ),
    "talks": (
        "In Harun church bells and the call to prayer were heard together on Saturday evening, and people lit candles on the steps of the town hall.",
        "The Gazette spoke with four families who have waited for a sign of life for more than a year. None has been told whether a name of theirs is on a list.",
    ),
    "dam": (
        "Insurance companies in the capital have stopped writing policies for houses along the river, two brokers told the Journal.",
        "Fishermen at Khan Rahl said that the water had turned brown on Thursday and that they had pulled their boats ashore.",
    ),
}

LOOKALIKES: tuple[tuple[str, str], ...] = (
    (
        "A suicide bomber blew himself up at a checkpoint at the entrance to Nahr Sayed on Sunday, killing 12 people and wounding 30, police said. No group immediately claimed responsibility for the attack. Ambulances rushed to the scene and security forces cordoned off the area. The attack came a day after a similar bombing in Kafr Tuma that left nine people dead. Officials said the death toll could rise because several of the wounded were in critical condition.",
        "A suicide bomber blew himself up at a checkpoint at the entrance to Deir Maalem on Thursday, killing 7 people and wounding 19, police said. No group immediately claimed responsibility for the attack. Ambulances rushed to the scene and security forces cordoned off the area. The attack came a day after a similar bombing in Burj Hamra that left four people dead. Officials said the death toll could rise because several of the wounded were in critical condition.",
    ),
    (
        "Monthly bulletin for March. The Harun Valley Monitoring Group documented the killing of 214 civilians in March, among them 31 children and 22 women. Government forces killed 140 of them, the National Rescue Front 38 and unidentified parties 36. The group documented 19 attacks on medical centres and 27 on schools. It calls on all parties to respect international humanitarian law and to protect civilians at all times. The figures are those that the group could verify by name, and the real number is certainly higher.",
        "Monthly bulletin for April. The Harun Valley Monitoring Group documented the killing of 187 civilians in April, among them 24 children and 17 women. Government forces killed 121 of them, the National Rescue Front 29 and unidentified parties 37. The group documented 11 attacks on medical centres and 16 on schools. It calls on all parties to respect international humanitarian law and to protect civilians at all times. The figures are those that the group could verify by name, and the real number is certainly higher.",
    ),
    (
        "Harun province: Warplanes carried out four raids on the outskirts of Bir Qadim this morning, amid information about casualties. Clashes continue between the army and the National Rescue Front on the axis of Tel Nassim, accompanied by mutual shelling.",
        "Dorra province: Warplanes carried out nine raids on the outskirts of Ain Faris this evening, amid information about casualties. Clashes continue between the army and the Sahil Brigades on the axis of Jebel Akra, accompanied by mutual shelling.",
    ),
    (
        "At least 34 soldiers were killed on Wednesday when the Sahil Brigades overran an outpost near Kharita, the army said. It was the heaviest loss of the army in the province this year. The brigades said that they had lost five men. Kharita lies on the road to Wadi Zuhr, where 1,800 soldiers are besieged.",
        "The army lost 34 men at an outpost close to Kharita on Wednesday, its gravest defeat in the province since January. Officers blamed the loss on fog. The Sahil Brigades, who overran the place, spoke of five dead of their own. The besieged garrison of Wadi Zuhr, some 1,800 strong, depends on the road that passes there.",
    ),
    (
        "The foreign minister of Marrakan, Idriss Belkacem, arrived in Port Lavasse on Sunday for talks with the mediator Beat Aeschlimann. He is to meet delegates of the Northern Alliance on Monday. Belkacem said that his government was ready to send observers to the Jisra crossing. The Northern Alliance has refused observers from neighbouring countries in the past. Aeschlimann said that he was confident.",
        "The Northern Alliance has refused an offer of the foreign minister of Marrakan, Idriss Belkacem, to send observers to the Jisra crossing. Its spokesman, Yusuf Tamer, said on Tuesday that neighbours were welcome as guests and not as judges. The mediator Beat Aeschlimann is to travel to Harun on Wednesday. He wants to see the crossing for himself before the first buses leave.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Print:
    """What a paper made of a story. `kind`: "wire", "edited", "cut", "enlarged" (all are copies) or "part" (a partial reprint)."""

    name: str
    story: str
    kind: str
    text: str


def paragraphs(story: str) -> list[str]:
    """The paragraphs of a story of the agency."""
    return STORIES[story].strip().split("\n\n")


def edited(text: str, changes: tuple[tuple[str, str], ...], every: int = 1) -> str:
    """The text with words exchanged wherever they stand (`every` n-th time)."""
    for old, new in changes:
        count = -1

        def swap(found: re.Match[str], new: str = new) -> str:
            nonlocal count
            count += 1
            return new if count % every == 0 else found[0]

        text = re.sub(rf"\b{old}\b", swap, text)
    return text


def prints() -> list[Print]:
    """All that papers made of all stories."""
    out = []
    for story in STORIES:
        whole, own = paragraphs(story), OWN[story]
        text = "\n\n".join(whole)
        half = len(whole) // 2 + 1
        made = {
            "wire": text,
            "edited british": edited(text, BRITISH),
            "edited house": edited(text, (*HOUSE, *BRITISH[:2]), 2),
            "cut": "\n\n".join(whole[:half]),
            "cut edited": edited("\n\n".join([whole[0], *whole[2:half]]), HOUSE),
            "enlarged": "\n\n".join([whole[0], *whole[1:], MORE[story]]),
            "part": "\n\n".join([LETTERS[story], *own, *whole[1:4], ASIDES[story]]),
        }
        out += [Print(f"{story}: {name}", story, name.split()[0], words) for name, words in made.items()]
    return out


ASIDES: dict[str, str] = {
    "market": "Elsewhere on Tuesday the football association put off all matches of the second division, since three of its clubs cannot reach"
    " their own grounds. Its president, Rafiq Lahoud, said that the season would be finished even if it took until August.",
    "bridge": "In Lattane the festival of the sea was held for the first time in four years, with 32 boats and a brass band from Port Lavasse,"
    " and the harbour master, Sami Rizk, counted 9,000 visitors on the quay by Thursday evening.",
    "raid": "The Marrakan phosphate company reported a profit of 70 million dinars for last year, twice what it made the year before. Its two mines"
    " at Oued Lahmar lie outside the closed zone and have 1,100 workers, Director Habib Jouini said.",
    "talks": "The bank of Harun reopened its branch on Consul Street on Saturday, with four guards and one counter. Depositors may draw 300 a week,"
    " Manager Rima Fayad said, and 80 people stood in line by ten o'clock.",
    "dam": "Rain is forecast for Sunday in the upper valley, between 10 and 20 millimetres, by the weather office in Port Lavasse. Meteorologist"
    " Jad Karam said that the snow on Mount Zeyra, which feeds the river until June, was half of what it is in other years.",
}


MORE: dict[str, str] = {
    "market": "Additional reporting by our office in Dorra. A doctor there, Hiba Turk, said that her ward had taken in three of the wounded children by"
    " Tuesday night and expected more if the track stayed dry.",
    "bridge": "The Herald's military analyst, General Fouad Barakat, retired, expects the garrison to hold out for six weeks at most. Bridges can be"
    " mended, he said, and trust cannot.",
    "raid": "The hills have been bombed 40 times since the Herald began to count. Professor Nadia Chraibi of Old Marrakan University said that every raid"
    " brought the group new recruits from the valley.",
    "talks": "The Herald's own count, from court papers, has 396 names on the government's side alone. Lawyer Mona Aridi, who keeps it, said that she would"
    " send it to the mediator on Sunday.",
    "dam": "The Herald asked the maker of the gates, Alpine Hydro of Graz, how long they last. An engineer, Josef Moser, said sixty years with grease and"
    " twenty without.",
}
LETTERS: dict[str, str] = {
    "market": "Readers write: four letters reached us about the price of bread. Umm Salim of Lattane pays 30 for a loaf that weighs less than in"
    " January; Karim Daher of Old Marrakan asks who buys the flour that is given for nothing at Dorra.",
    "bridge": "The weather turned on Friday: the meteorological office at Lattane measured gusts of 90 kilometres an hour, and two ferries from Port"
    " Lavasse waited outside the harbour for six hours with 400 passengers, among them the singer Dalal Kassem.",
    "raid": "Next week the Observer begins a series on the villages of the south. Our reporter Hamid Slimani travelled for 18 days between Oued"
    " Lahmar and Bab Rih, slept in schools and in one case on a roof, and filled five notebooks.",
    "talks": "In the final of the cup on Sunday, Nahda Lattane meet Port Lavasse United. Coach Walid Shams must do without Faris Nader, who broke a"
    " toe, and will try the young Tunisian Chokri Mabrouk, 19, on the left.",
    "dam": "A correction: in our edition of Monday we wrote that the bakery of Abu Salah in Khan Rahl had closed. It has moved to the former cinema"
    " Rivoli, where it has three ovens and sells 1,200 loaves a day. We apologise to him and to his nine workers.",
}
