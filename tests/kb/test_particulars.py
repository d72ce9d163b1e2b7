"""What is asked of a document as a whole, and the questions that only sound so."""

import pytest

from kb.particulars import Particular
from kb.questions import read

ASKED = {
    Particular.SIGNATURE: [
        "¿Quién firma la Orden 8/2099?",
        "¿Quién firma la Resolución de 4 de abril de 2099 de la Subsecretaría?",
        "Who signed the royal decree?",
        "¿Quién suscribe la norma?",
        "¿Por quién está firmada la ley?",
    ],
    Particular.OFFICE: [
        "¿Qué ministro firmó el real decreto de la mejora de los molinos?",
        "¿Qué ministro refrenda el Real Decreto 7/2097?",
        "¿Qué vicepresidenta firma el real decreto?",
        "Which minister signed Royal Decree 7/2097?",
        "¿Cómo se llama la ministra que firma la orden?",
    ],
    Particular.PUBLICATION: [
        "When was the royal decree published in the official gazette?",
        "¿Qué día salió en el boletín la norma del molino de viento?",
        "¿En qué páginas del BOE se publicó la ley?",
        "fecha de publicación del real decreto",
    ],
    Particular.APPROVAL: [
        "¿Qué día dio el visto bueno el gabinete a la norma?",
        "¿Cuándo aprobó el Consejo de Ministros el real decreto?",
        "¿En qué fecha se dictó la orden?",
        "¿De qué fecha es el real decreto?",
    ],
    Particular.SUBJECTS: [
        "materias BOE-A-2099-8",
        "¿Qué materias tiene el Real Decreto 7/2097?",
    ],
    Particular.EARLIER: [
        "¿A qué normas afecta la Ley 3/2098?",
    ],
    Particular.RANK: [
        "rango BOE-A-2099-8",
        "¿Qué rango tiene la norma?",
    ],
    Particular.DEPARTMENT: [
        "departamento BOE-A-2099-8",
        "¿De qué ministerio es la orden?",
    ],
    Particular.VALIDITY: [
        "¿Sigue vigente el Real Decreto 7/2097?",
        "¿Está en vigor la Ley 3/2098?",
        "¿Está derogado el Real Decreto 7/2097?",
        "¿Sigue en vigor el decreto de los molinos de agua?",
        "¿Ha sido derogada la ley?",
        "Is Royal Decree 7/2097 still in force?",
        "¿Todavía está vigente esta norma?",
    ],
    Particular.FORCE: [
        "¿Valía desde que salió en el boletín o hubo que esperar?",
        "¿Desde cuándo se aplica?",
        "¿Desde cuándo se aplica el real decreto?",
        "¿Cuándo empieza a aplicarse la ley?",
        "¿Cuándo entró en vigor el Real Decreto 7/2097?",
        "When did the decree come into force?",
        "¿A partir de qué día rige la orden?",
    ],
    Particular.DEVELOPMENT: [
        "¿Quién está autorizado a sacar normas que completen esta?",
        "¿Quién puede dictar normas de desarrollo?",
        "¿Quién está facultado para desarrollar el real decreto?",
        "¿A quién se habilita para dictar disposiciones de desarrollo?",
        "facultades de desarrollo",
        "habilitación normativa del real decreto",
        "¿Quién puede dictar las disposiciones necesarias para la aplicación de la ley?",
    ],
    Particular.GROUND: [
        "¿En qué título competencial se basa?",
        "¿Con qué competencia se dicta?",
        "¿Al amparo de qué artículo de la Constitución se dicta la ley?",
        "título competencial",
        "¿Qué título competencial ampara el real decreto?",
    ],
    Particular.MODIFIES: [
        "¿Qué modifica la Orden AUC/8/2099?",
        "¿Qué leyes modifica el real decreto-ley?",
    ],
    Particular.TRANSPOSES: [
        "¿Qué directiva incorpora la ley?",
        "¿Qué directivas transpone el real decreto-ley 4/2098?",
        "¿Traspone alguna directiva?",
    ],
    Particular.LATER: [
        "¿Ha sido modificada la Ley 3/2098?",
        "¿Qué normas la han modificado?",
    ],
    Particular.REPEAL: [
        "¿Qué deroga la Ley 3/2098?",
    ],
    Particular.MATTER: [
        "¿De qué trata el real decreto de los molinos de agua?",
    ],
}
MORE = [
    "¿Qué plazo hay para publicar la convocatoria?",
    "formato preferente documentos firmados electrónicamente",
    "¿Qué firma electrónica exige la ley?",
    "¿Quién debe firmar la solicitud?",
    "¿Quién firma el convenio?",
    "¿Quién firma los contratos de la ley?",
    "¿Cuándo se publica la lista de beneficiarios?",
    "¿Dónde se publica la subvención?",
    "¿Cuándo se aprobó el Plan de Recuperación?",
    "¿Quién aprueba la modificación de la resolución?",
    "¿Qué departamento gestiona las ayudas?",
    "¿Qué ministerio concede la subvención?",
    "¿Qué materias son subvencionables?",
    "¿Qué materias quedan excluidas de la ley?",
    "¿Qué rango de temperatura exige la norma?",
    "¿Sigue vigente el convenio de colaboración?",
    "¿Está derogado el artículo 3 de la Ley 3/2098?",
    "¿Qué norma deroga el Real Decreto 7/2097?",
    "¿Hasta cuándo sigue vigente el permiso?",
    "¿Qué vigencia tiene el certificado?",
    "¿Desde cuándo se aplica la reducción del IVA?",
    "¿Desde cuándo se aplican las tarifas aeroportuarias?",
    "¿Qué plazo hay para solicitar la ayuda desde la entrada en vigor del real decreto?",
    "¿Quién puede desarrollar el proyecto?",
    "¿Quién desarrolla el programa de formación?",
    "¿Quién está autorizado a sacar dinero?",
    "¿Quién puede dictar la resolución?",
    "¿Qué competencias tiene la comisión de seguimiento?",
    "¿Con qué competencias cuenta el personal?",
    "¿Bajo qué artículo se sanciona la falta?",
    "¿Quién puede modificar la resolución?",
    "¿Cuándo se modifica la resolución de concesión?",
    "¿Cómo se modifica la resolución?",
    "¿Qué directiva regula el ruido de las máquinas?",
    "¿Qué tarifas incorpora el anexo?",
    "¿Qué documentos incorpora la solicitud?",
    "¿Está vigente el seguro del participante?",
    "¿Qué modifica el convenio?",
    "¿Qué tipo de norma debe aprobar el ayuntamiento?",
    "¿Quién dictó la sentencia?",
    "¿Cuándo aprobó el Consejo el Reglamento europeo?",
    "When was the AI strategy published?",
    "Who signs the consortium agreement?",
    "When does the subsidy come into effect for partners?",
    "¿Sobre qué base se calcula la ayuda?",
    "¿Cuál es la base imponible?",
    "¿Se publicó la convocatoria en la BDNS?",
    "¿Con qué título se accede al programa?",
]


@pytest.mark.parametrize(("asked", "question"), [(one, text) for one, texts in ASKED.items() for text in texts])
def test_a_question_about_the_whole_document(asked, question):
    found = read(question).asking
    assert found is not None
    assert found.particular is asked


@pytest.mark.parametrize("question", MORE)
def test_a_question_that_asks_for_something_else(question):
    assert read(question).asking is None
