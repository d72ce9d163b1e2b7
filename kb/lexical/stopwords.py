"""Spanish words that say nothing about what a text is about, folded as `analysis.fold` does."""

STOP_WORDS = frozenset(
    """
    a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos
    asi aun aunque bajo bien cada como con contra cual cuales cualquier cuando cuanta cuantas cuanto
    cuantos cuya cuyas cuyo cuyos de del desde donde dos durante e el ella ellas ello ellos en entre
    era eran es esa esas ese eso esos esta estaba estado estan estar estas este esto estos estuvo
    fue fuera fueron ha haber habia habian habra hace hacer hacia han hasta hay haya hayan incluso la
    las le les lo los mas me mediante mi mis misma mismas mismo mismos mucho muchos muy nada ni ningun
    ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para
    pero poco por porque pues que quien quienes se sea sean segun ser si sido siempre siendo sin sino
    sobre solo son su sus tal tales tambien tampoco tan tanto te tenia tiene tienen toda todas todo
    todos tras tu tus u un una unas uno unos y ya yo
    """.split()
)
