"""How what the gazette publishes is split: agreements, calls, circulars, orders in points, corrigenda."""

from textwrap import dedent

import pytest

from kb.documents import UnitKind

SIGNED = "Madrid, 12 de marzo de 2024.–La Secretaria General Técnica, Ana Pérez López."
LONG_TITLE = (
    "Bases reguladoras de la concesión de subvenciones por la Fundación Azul, en régimen de concurrencia competitiva, "
    "para la realización de proyectos de formación artística de personas jóvenes en toda España"
)
LEFT_OUT = (UnitKind.METADATA, UnitKind.PARAGRAPH, UnitKind.HEADING, UnitKind.PREAMBLE, UnitKind.SIGNATURE)

FORMS = {
    "a ruling: a judge's dissent below the signature": (
        """Resolución de 9 de marzo de 2099, por la que se publica la sentencia 5/2099, de 2 de marzo.
            El Pleno del Tribunal Constitucional ha pronunciado la siguiente
            SENTENCIA
            I. Antecedentes
            1. El Gobierno de Canarias interpuso recurso el 3 de mayo de 2098.
            II. Fundamentos jurídicos
            1. El objeto del recurso es el artículo 4 de la Ley 1/2098.
            Publíquese esta sentencia en el «Boletín Oficial del Estado».
            Dada en Madrid, a dos de marzo de dos mil noventa y nueve.–Ana Pérez López.–Luis Gómez Ruiz.
            Voto particular que formula el magistrado don Luis Gómez Ruiz a la sentencia 5/2099
            Con el debido respeto a la mayoría, discrepo del fallo.
            1. El recurso debió estimarse.
            2. La ley invade competencias autonómicas.""",
        "apartado I|apartado I.1|apartado II|apartado II.1|voto particular|voto particular.1|voto particular.2",
    ),
    "an agreement: recitals, then clauses": (
        f"""Resolución de 12 de marzo de 2024, por la que se publica el Convenio con la Fundación Azul.
            Para general conocimiento, se publica el convenio como anejo.
            {SIGNED}
            ANEJO
            Convenio para la organización de exposiciones
            REUNIDOS
            De una parte, doña Ana Pérez López, en nombre del Ministerio.
            De otra parte, don Luis Gómez Ruiz, en nombre de la Fundación Azul.
            EXPONEN
            Primero.
            Que el Ministerio tiene entre sus competencias la promoción de las artes.
            Segundo.
            Que la Fundación tiene entre sus fines la difusión del arte.
            CLÁUSULAS
            Primera. Objeto del convenio.
            El objeto del presente convenio es la colaboración entre las partes.
            Segunda. Compromisos de las partes.
            2.1 El Ministerio se compromete a:
            a) Aportar 50.000 euros.
            2.2 La Fundación organizará dos exposiciones al año.""",
        "anejo|expositivo primero del anejo|expositivo segundo del anejo|cláusula primera del anejo|"
        "cláusula segunda del anejo|cláusula segunda.2.1 del anejo|cláusula segunda.2.1.a) del anejo|"
        "cláusula segunda.2.2 del anejo",
    ),
    "an annex whose long title names what is counted in it": (
        f"""Resolución de 3 de abril de 2024, por la que se aprueban bases reguladoras.
            Esta Dirección resuelve:
            1. Aprobar las bases reguladoras.
            2. Publicar esta resolución.
            {SIGNED}
            ANEXO
            {LONG_TITLE}
            Primera. Objeto.
            1. Las subvenciones financian proyectos.
            Segunda. Beneficiarios.
            Podrán serlo las asociaciones.""",
        "fórmula de promulgación|apartado 1|apartado 2|anexo|base primera del anexo|base primera.1 del anexo|"
        "base segunda del anexo",
    ),
    "a call with bases, decimals and an annex in numerals": (
        f"""Resolución de 3 de abril de 2024, de la Secretaría de Estado, por la que se convoca proceso selectivo.
            Esta Secretaría de Estado acuerda convocar proceso selectivo, con sujeción a las siguientes
            Bases comunes
            Primera. Normas generales.
            1.1 Se convoca proceso selectivo para cubrir 100 plazas.
            1.2 El proceso se realizará por oposición.
            Segunda. Requisitos.
            2.1 Los aspirantes deberán tener la nacionalidad española.
            {SIGNED}
            ANEXO I
            Descripción del proceso
            I. Fase de oposición
            I.1 Primer ejercicio. Un cuestionario de cien preguntas.
            I.2 Segundo ejercicio. Un supuesto práctico.
            II. Fase de concurso
            II.1 Méritos profesionales. Hasta 40 puntos.""",
        "base primera|base primera.1.1|base primera.1.2|base segunda|base segunda.2.1|anexo I|anexo I, apartado I|"
        "anexo I, apartado I.1|anexo I, apartado I.2|anexo I, apartado II|anexo I, apartado II.1",
    ),
    "a call whose bases are numbered": (
        f"""Resolución de 3 de abril de 2024, de la Universidad del Sur, por la que se convocan ayudas.
            Este Rectorado acuerda convocar ayudas con arreglo a las siguientes bases:
            1. Normas generales.
            1.1 Se convocan ayudas para estancias.
            2. Requisitos.
            {SIGNED}""",
        "fórmula de promulgación|base 1|base 1.1|base 2",
    ),
    "an order in points under numerals": (
        """Orden de 5 de mayo de 1972 por la que se regula el régimen de los almacenes.
           La experiencia aconseja regular los almacenes.
           En su virtud, este Ministerio ha tenido a bien disponer:
           I. Disposiciones generales
           I.1. Los almacenes se clasifican en dos categorías.
           II. Obligaciones
           II.1. Los titulares deberán llevar un libro registro.
           II.2. Documentación.
           II.2.1. El libro será sellado por la Delegación.
           II.2.2. Se conservará cinco años.
           Lo que comunico a V. I. para su conocimiento.""",
        "preámbulo, fórmula de promulgación|apartado I|apartado I.1|apartado II|apartado II.1|apartado II.2|"
        "apartado II.2.1|apartado II.2.2",
    ),
    "a circular with final norms": (
        f"""Circular 2/2024, de 20 de febrero, de la Comisión Nacional del Mercado de Valores, sobre normas contables.
            En su virtud, el Consejo de la Comisión ha dispuesto lo siguiente:
            Norma 1.ª Ámbito de aplicación.
            1. La presente circular se aplicará a las sociedades gestoras.
            Norma transitoria única. Primeros estados.
            Los primeros estados serán los de junio de 2024.
            Norma final. Entrada en vigor.
            La presente circular entrará en vigor el día siguiente al de su publicación.
            {SIGNED}""",
        "fórmula de promulgación|norma 1|norma 1.1|norma transitoria única|norma final única",
    ),
    "criteria under capitals": (
        f"""Orden ECD/77/2024, de 1 de febrero, por la que se convocan ayudas.
            De conformidad con la Ley 38/2003, dispongo:
            Artículo único. Convocatoria.
            Se convocan ayudas.
            {SIGNED}
            ANEXO
            Criterios de valoración
            A) Calidad del proyecto: hasta 40 puntos.
            A.1 Objetivos: hasta 20 puntos.
            A.2 Metodología: hasta 20 puntos.
            B) Impacto: hasta 60 puntos.
            B.1 Alcance: hasta 30 puntos.""",
        "fórmula de promulgación|art. único|anexo|anexo, letra A)|anexo, apartado A.1|anexo, apartado A.2|"
        "anexo, letra B)|anexo, apartado B.1",
    ),
    "a plan below the points that approve it": (
        f"""Resolución de 4 de mayo de 2024, de la Subsecretaría, por la que se publica el Acuerdo.
            Para general conocimiento, se dispone su publicación como anexo.
            {SIGNED}
            ANEXO
            Acuerdo por el que se aprueba el Plan Anual
            ACUERDO
            Primero. Aprobar el Plan Anual que figura a continuación.
            Segundo. Encomendar su seguimiento a la Secretaría de Estado.
            PLAN ANUAL
            1. Objetivos
            1.1 Reducir los plazos medios.
            2. Indicadores""",
        "anexo|apartado primero del anexo|apartado segundo del anexo|anexo, apartado 1|anexo, apartado 1.1|"
        "anexo, apartado 2",
    ),
    "facts and grounds are no points of the decision": (
        f"""Resolución de 7 de junio de 2024, de la Dirección General de Industria, por la que se conceden ayudas.
            Antecedentes de hecho
            Primero. Con fecha 3 de mayo de 2024 la empresa presentó su solicitud.
            Fundamentos de Derecho
            Primero. Es competente esta Dirección General.
            En su virtud, esta Dirección General resuelve:
            Primero. Conceder una ayuda de 120.000 euros.
            Segundo. La beneficiaria deberá:
            a) Ejecutar el proyecto antes del 31 de diciembre de 2025.
            {SIGNED}""",
        "preámbulo, fórmula de promulgación|apartado primero|apartado segundo|apartado segundo.a)",
    ),
    "a corrigendum opens nothing that it quotes": (
        """Corrección de errores de la Orden HAC/1/2024, de 3 de enero, por la que se aprueban los modelos.
           Advertidos errores en la citada orden, se procede a efectuar las oportunas rectificaciones:
           En la página 12, donde dice: «Artículo 5. Vigencia.», debe decir: «Artículo 6. Vigencia.».""",
        "",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(norm, form):
    text, expected = FORMS[form]
    labels = [unit.label for unit in norm(dedent(text)).units if unit.kind not in LEFT_OUT]
    assert labels == (expected.split("|") if expected else [])


@pytest.mark.parametrize(
    ("paragraph", "in_formula"),
    [
        ("Por ello, el Ministerio tiene previsto impulsar un plan de modernización en cuatro años.", False),
        ("Por todo lo anterior, se considera necesario publicar el acuerdo.", False),
        ("Por ello, a propuesta del Ministro de Justicia y previa deliberación del Consejo de Ministros,", True),
        ("En virtud de lo anterior, de acuerdo con el Consejo de Estado.", True),
    ],
)
def test_a_whole_sentence_before_the_formula_is_of_the_preamble(norm, paragraph, in_formula):
    document = norm(f"""Orden PJC/400/2024, de 20 de mayo, por la que se publica un Acuerdo.
        El Consejo de Ministros ha adoptado un Acuerdo.
        {paragraph}
        DISPONGO:
        Artículo único. Publicación.
        Se publica el Acuerdo.""")
    formula = next(unit for unit in document.units if unit.kind is UnitKind.ENACTING_FORMULA)
    assert (paragraph in document.text_of(formula)) is in_formula


def test_parts_of_an_article_of_an_approved_norm_name_it_last(norm):
    document = norm(f"""Real Decreto 5/2024, de 9 de enero, por el que se aprueba el Reglamento de aguas.
        DISPONGO:
        Artículo único. Aprobación.
        Se aprueba el Reglamento.
        {SIGNED}
        REGLAMENTO DE AGUAS
        Artículo 1. Objeto.
        1. Son objeto:
        a) Las aguas.
        Disposición adicional primera. Plazos.
        1. Los plazos son hábiles.""")
    told = {unit.unit_id: unit.label for unit in document.units}
    assert told["an_reglamento.art_1.1.a"] == "art. 1.1.a) del reglamento"
    assert told["an_reglamento.da_1.1"] == "disposición adicional primera del reglamento, apartado 1"


LONG = (
    "Modificación del Real Decreto 1/2020, de 3 de enero, por el que se regulan las ayudas a las explotaciones agrarias"
)


def test_long_titles_are_titles_where_a_text_follows_each(norm):
    document = norm(f"""Real Decreto 5/2024, de 9 de enero, por el que se modifican varios reales decretos.
        DISPONGO:
        Artículo 1. {LONG}, y de las normas que lo desarrollan.
        Uno. Se suprime el artículo 3.
        Artículo 2. {LONG}, en materia de plazos de solicitud.
        Se modifica el artículo 5.
        Disposición final única. Entrada en vigor.
        El real decreto entrará en vigor mañana.""")
    assert document.unit("art_2").heading == f"{LONG}, en materia de plazos de solicitud"


def test_articles_that_are_nothing_but_a_long_line_have_no_title(norm):
    lines = (
        "Artículo 1.º Las ayudas se concederán a las explotaciones que reúnan las condiciones que fije el Ministerio",
        "Artículo 2.º El Ministerio dictará las órdenes que requiera la aplicación de este Decreto en todo el país",
        "Artículo 3.º Las solicitudes se presentarán en las Delegaciones Provinciales en el plazo que se anuncie",
    )
    articles = "\n".join(f"{line}, con arreglo a lo previsto en la ley." for line in lines)
    document = norm(f"Decreto de 9 de enero de 1950.\nDISPONGO:\n{articles}\nFuera de plazo se archivarán.")
    assert [document.unit(f"art_{n}").heading for n in (1, 2, 3)] == ["", "", ""]


def test_a_text_that_enacts_nothing_has_no_preamble(norm):
    told = {
        "Resolución de 4 de abril de 2024, por la que se nombra jefa.": "texto",
        "Real Decreto 5/2024, por el que se fija un plazo.\nDISPONGO:\nArtículo único. Plazo.": "preámbulo",
    }
    for head, name in told.items():
        title, *body = head.split("\n")
        document = norm(
            "\n".join([title, "Por Orden de 3 de enero se anunció la vacante.", "Se ha oído al órgano.", *body])
        )
        assert document.unit("pre.p2").label == f"{name}, párrafo segundo"
